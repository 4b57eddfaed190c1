package io.tenancy.hibernate.transaction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/** How units of work fare. Tells SQLSTATEs but no tenants, of which there may be too many. */
final class TransactionMeters {

    private static final String CONFLICT = "conflict";

    private final MeterRegistry registry;
    private final Counter committed;
    private final Counter failed;
    private final Counter unknown;

    TransactionMeters(MeterRegistry registry) {
        this.registry = registry;
        this.committed = attempts("committed", "none");
        this.failed = attempts("failed", "none");
        this.unknown = Counter.builder("tenancy.transaction.unknown")
                .description("Commits whose answer was lost and could not be found out")
                .register(registry);
    }

    /** Counts nothing. */
    static TransactionMeters none() {
        return new TransactionMeters(new CompositeMeterRegistry());
    }

    void committed() {
        committed.increment();
    }

    void failed() {
        failed.increment();
    }

    void unknown() {
        unknown.increment();
    }

    void conflict(String conflict) {
        attempts(CONFLICT, conflict).increment();
    }

    void exhausted(String conflict) {
        Counter.builder("tenancy.transaction.exhausted")
                .description("Units of work given up after conflicts")
                .tag(CONFLICT, conflict)
                .register(registry)
                .increment();
    }

    private Counter attempts(String outcome, String conflict) {
        return Counter.builder("tenancy.transaction.attempts")
                .description("Attempts at units of work")
                .tag("outcome", outcome)
                .tag(CONFLICT, conflict)
                .register(registry);
    }
}
