package io.tenancy.hibernate.fetch;

import io.micrometer.core.instrument.MeterRegistry;

/** Hears of rows that are fetched one by one. Must be quick, and safe for use by several threads. */
@FunctionalInterface
public interface FetchListener {

    /** Once for each reason in a session, when the guard's number is reached. */
    void repeated(Repetition repetition);

    /** Counts {@code tenancy.fetch.repeated} by kind and name; both come from the entity model, so the series are few. */
    static FetchListener metering(MeterRegistry registry) {
        return repetition -> registry.counter(
                        "tenancy.fetch.repeated",
                        "kind",
                        repetition.origin().kind().name().toLowerCase(java.util.Locale.ROOT),
                        "name",
                        repetition.origin().name())
                .increment();
    }
}
