package io.tenancy.benchmarks.audit;

import io.tenancy.audit.seal.Sealer;
import io.tenancy.benchmarks.timing.Contender;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The same writes while a sealer runs, again and again. */
record Sealed(Writing writing, Sealer sealer) implements Contender {

    private static final long PAUSE_MILLIS = 200;

    @Override
    public String name() {
        return "sealed";
    }

    @Override
    public Block open(int round) throws SQLException {
        Block block = writing.open(round);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        Future<?> sealing = clock.scheduleWithFixedDelay(this::seal, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return new Block() {
            @Override
            public void once() throws Exception {
                block.once();
                if (sealing.isDone()) {
                    sealing.get();
                }
            }

            @Override
            public void close() throws Exception {
                clock.shutdown();
                clock.awaitTermination(1, TimeUnit.MINUTES);
                block.close();
            }
        };
    }

    private void seal() {
        try {
            sealer.seal();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
