package io.tenancy.testkit.wire;

import java.util.concurrent.atomic.LongAdder;

/** What was counted, over all connections of a relay. */
final class Traffic {

    final LongAdder roundTrips = new LongAdder();
    final LongAdder statements = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder held = new LongAdder();

    void reset() {
        roundTrips.reset();
        statements.reset();
        bytes.reset();
        held.reset();
    }
}
