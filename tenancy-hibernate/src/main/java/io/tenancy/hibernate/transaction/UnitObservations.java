package io.tenancy.hibernate.transaction;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One observation for each unit of work, all its attempts together. The tenant is for traces only, not for meters. */
final class UnitObservations {

    private static final String OUTCOME = "outcome";

    private final ObservationRegistry registry;

    UnitObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    static UnitObservations none() {
        return new UnitObservations(ObservationRegistry.NOOP);
    }

    <R extends @Nullable Object> Completed<R> observe(TransactionOptions options, Supplier<Completed<R>> run) {
        if (registry.isNoop()) {
            return run.get();
        }
        var observation = Observation.createNotStarted("tenancy.unit.of.work", registry)
                .contextualName("unit of work")
                .lowCardinalityKeyValue("access", options.readOnly() ? "read" : "write")
                .highCardinalityKeyValue("tenant", Objects.toString(Units.tenant(), "(none)"))
                .start();
        try (var scope = observation.openScope()) {
            Completed<R> completed = run.get();
            observation
                    .lowCardinalityKeyValue(OUTCOME, "committed")
                    .highCardinalityKeyValue("attempts", Integer.toString(completed.attempts()));
            return completed;
        } catch (RuntimeException | Error e) {
            observation.lowCardinalityKeyValue(OUTCOME, outcome(e)).error(e);
            throw e;
        } finally {
            observation.stop();
        }
    }

    private static String outcome(Throwable failure) {
        if (failure instanceof RetriesExhaustedException) {
            return "exhausted";
        }
        if (failure instanceof TransactionStoppedException) {
            return "stopped";
        }
        return failure instanceof UnknownOutcomeException ? "unknown" : "failed";
    }
}
