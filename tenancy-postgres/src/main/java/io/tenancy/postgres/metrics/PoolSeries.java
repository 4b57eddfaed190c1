package io.tenancy.postgres.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.Use;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The series of one pool under one label, each made when it is first needed. Safe for use by several threads. */
final class PoolSeries {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, Meter> meters = new ConcurrentHashMap<>();

    PoolSeries(MeterRegistry registry, PoolName pool, Tags label) {
        this.registry = registry;
        this.tags = of(pool).and(label);
    }

    static Tags of(PoolName pool) {
        return Tags.of(
                "server", pool.server().value(), "kind", pool.kind().name().toLowerCase(Locale.ROOT));
    }

    void acquired(Acquisition acquisition) {
        String outcome = acquisition.outcome().name().toLowerCase(Locale.ROOT);
        timer("tenancy.connection.acquire", "From wanting a connection to having it, or not", "outcome", outcome)
                .record(acquisition.took());
        timer("tenancy.admission.wait", "In the queue of admission", "outcome", outcome)
                .record(acquisition.queued());
    }

    void givenBack(Use use) {
        timer("tenancy.connection.usage", "From having a connection to giving it back")
                .record(use.held());
        bound("carried", use.carried());
        bound("eager", use.eager());
    }

    private void bound(String how, int times) {
        if (times > 0) {
            meter("tenancy.connection.bindings" + how, key -> Counter.builder("tenancy.connection.bindings")
                            .description("Bindings that rode on a statement, or took a round trip of their own")
                            .tags(tags.and("how", how))
                            .register(registry))
                    .increment(times);
        }
    }

    private Timer timer(String name, String description, String... more) {
        return meter(name + String.join(",", more), key -> Timer.builder(name)
                .description(description)
                .tags(tags.and(more))
                .register(registry));
    }

    @SuppressWarnings("unchecked") // the key tells the type
    private <M extends Meter> M meter(String key, Function<String, M> making) {
        return (M) meters.computeIfAbsent(key, making);
    }

    void remove() {
        meters.values().forEach(registry::remove);
    }
}
