package io.tenancy.postgres.pool;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is done with all pools about every second, and what at intervals of its own. Safe for use by several threads. */
final class Upkeep implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<Runnable> chores = new CopyOnWriteArrayList<>();
    private final List<PoolTimer> timers = new CopyOnWriteArrayList<>();

    /** More often than every second, if a pool may be unused for less. */
    Upkeep(List<Server> servers) {
        Duration interval = servers.stream()
                .map(server -> server.pools().closeAfter())
                .filter(unused -> unused.compareTo(EVERY) < 0)
                .min(Comparator.naturalOrder())
                .orElse(EVERY);
        timers.add(new PoolTimer("tenancy-pool-keeper", interval, () -> chores.forEach(Runnable::run)));
    }

    void add(Runnable chore) {
        chores.add(chore);
    }

    void add(Duration interval, Runnable chore) {
        timers.add(new PoolTimer("tenancy-pool-sampler", interval, chore));
    }

    @Override
    public void close() {
        timers.forEach(PoolTimer::close);
    }
}
