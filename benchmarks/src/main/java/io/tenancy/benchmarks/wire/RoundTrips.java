package io.tenancy.benchmarks.wire;

import io.tenancy.testkit.wire.Relay;

/** Counts what a relay sees. */
record RoundTrips(Relay relay) {

    private static final int WARM = 40;
    private static final int COUNTED = 200;

    /** Round trips of a transaction on a connection that is in use. */
    double perTransaction(RouteContender contender) throws Exception {
        try (var block = contender.open(0)) {
            for (int i = 0; i < WARM; i++) {
                block.once();
            }
            relay.reset();
            for (int i = 0; i < COUNTED; i++) {
                block.once();
            }
            return relay.roundTrips() / (double) COUNTED;
        }
    }
}
