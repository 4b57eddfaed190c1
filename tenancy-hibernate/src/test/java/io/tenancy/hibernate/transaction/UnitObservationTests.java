package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.housing.Housing;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tracer sees of units of work. */
class UnitObservationTests {

    private static final Counters COUNTERS = Counters.shared();

    private final HibernateTenancy tenancy = COUNTERS.housing.tenancy;
    private final ObservationRegistry observations = ObservationRegistry.create();
    private final List<Observation.Context> seen = new ArrayList<>();
    private TenantScope scope;

    @BeforeEach
    void listen() {
        COUNTERS.reset();
        scope = TenantContext.of(Housing.ROWS).enter();
        observations.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                seen.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    @AfterEach
    void leave() {
        scope.close();
    }

    @Test
    void oneUnitIsOneObservationWithTheTenantForTracesOnly() {
        UnitOfWork observed = tenancy.transaction().withObservations(observations);
        observed.readOnly().run(Counters::first);
        assertThat(seen).singleElement().satisfies(context -> {
            assertThat(context.getName()).isEqualTo("tenancy.unit.of.work");
            assertThat(context.getLowCardinalityKeyValues())
                    .isEqualTo(KeyValues.of("access", "read", "outcome", "committed"));
            assertThat(context.getHighCardinalityKeyValues())
                    .isEqualTo(KeyValues.of("attempts", "1", "tenant", Housing.ROWS));
        });
    }

    @Test
    void whatIsAttemptedAgainIsStillOne() {
        UnitOfWork observed =
                tenancy.transaction().withObservations(observations).retrying(RetryPolicy.of(3));
        observed.complete((session, attempt) -> {
            if (attempt.number() == 1) {
                throw new OptimisticLockException("planted");
            }
            return Counters.first(session);
        });
        assertThat(seen).singleElement().satisfies(context -> assertThat(context.getHighCardinalityKeyValues())
                .isEqualTo(KeyValues.of("attempts", "2", "tenant", Housing.ROWS)));
    }

    @Test
    void aFailureIsToldWithWhatCameOfIt() {
        UnitOfWork observed = tenancy.transaction().withObservations(observations);
        assertThatThrownBy(() -> observed.run(session -> {
                    throw new IllegalStateException("planted");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> observed.retrying(RetryPolicy.of(2)).run(session -> {
                    throw new OptimisticLockException("planted");
                }))
                .isInstanceOf(RetriesExhaustedException.class);
        assertThat(seen)
                .extracting(
                        context -> context.getLowCardinalityKeyValue("outcome").getValue())
                .containsExactly("failed", "exhausted");
        assertThat(seen).allSatisfy(context -> assertThat(context.getError()).isNotNull());
    }
}
