package io.tenancy.benchmarks.wire;

import io.tenancy.benchmarks.timing.Contender.Block;
import io.tenancy.testkit.wire.Relay;
import java.util.Arrays;

/** Counts what a relay sees. */
record RoundTrips(Relay relay) {

    private static final int WARM = 40;
    private static final int SERIES = 9;
    private static final int SERIES_LENGTH = 20;

    /**
     * Round trips of a transaction on a connection that is in use: the median of some series. When the machine stalls, a
     * pool tests its connection before the next use, which is a trip that says nothing of the transaction.
     */
    double perTransaction(RouteContender contender) throws Exception {
        var series = new long[SERIES];
        try (var block = contender.open(0)) {
            repeat(block, WARM);
            for (int i = 0; i < SERIES; i++) {
                relay.reset();
                repeat(block, SERIES_LENGTH);
                series[i] = relay.roundTrips();
            }
        }
        Arrays.sort(series);
        return series[SERIES / 2] / (double) SERIES_LENGTH;
    }

    private static void repeat(Block block, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            block.once();
        }
    }
}
