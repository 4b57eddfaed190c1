package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.cfg.BatchSettings;

/** A house whose tenants have the counters 1 and 2, both at zero; the neighbours' are never touched. */
public final class Counters implements AutoCloseable {

    /** Sooner than after a second, which the tests would wait for. */
    private static final String DEADLOCKS_FOUND_SOON =
            """
            do $$ begin
                execute format('alter database %I set deadlock_timeout = 100', current_database());
            end $$
            """;

    private static final String AT_ZERO =
            """
            delete from counter where tenant_id = '%1$s';
            insert into counter (tenant_id, id, amount) values ('%1$s', 1, 0), ('%1$s', 2, 0);
            """;

    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Housing housing = Housing.of(
            Counter.TABLE,
            builder -> builder.meters(meters).setting(BatchSettings.STATEMENT_BATCH_SIZE, 10),
            Counter.class);

    private static final class Shared {
        static final Counters COUNTERS = new Counters();
    }

    public Counters() {
        Housing.placements().forEach(tenant -> housing.executeIn(tenant, DEADLOCKS_FOUND_SOON));
    }

    /** For tests that leave its connections alive; it ends with the test server. */
    public static Counters shared() {
        return Shared.COUNTERS;
    }

    public UnitOfWork unit() {
        return housing.tenancy.transaction();
    }

    public void reset() {
        for (String tenant : Housing.placements().toList()) {
            for (String each : new String[] {tenant, Housing.other(tenant)}) {
                housing.executeIn(each, AT_ZERO.formatted(each));
            }
        }
        meters.clear();
    }

    public <R> R in(String tenant, Function<UnitOfWork, R> work) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return work.apply(unit());
        }
    }

    public static Counter first(Session session) {
        return session.find(Counter.class, 1L);
    }

    public static Counter second(Session session) {
        return session.find(Counter.class, 2L);
    }

    public long amount(String tenant, long id) {
        return housing.numberIn(
                tenant, "select amount from counter where id = %d and tenant_id = '%s'".formatted(id, tenant));
    }

    /** Somebody else changes the counter, past Hibernate, and commits. */
    public void race(String tenant, long id) {
        housing.executeIn(
                tenant,
                "update counter set amount = amount + 100, version = version + 1 where id = %d and tenant_id = '%s'"
                        .formatted(id, tenant));
    }

    public double metered(String meter, String conflict) {
        return meters.find("tenancy.transaction." + meter).tag("conflict", conflict).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** The other half: what the tenant did reached nobody else. */
    public void requireNeighbourUntouched(String tenant) {
        String other = Housing.other(tenant);
        assertThat(amount(other, 1)).isZero();
        assertThat(amount(other, 2)).isZero();
    }

    @Override
    public void close() {
        housing.close();
    }
}
