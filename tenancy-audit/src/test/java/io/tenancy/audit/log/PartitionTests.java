package io.tenancy.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.directory.InMemoryTenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The months of each log of a fleet. */
class PartitionTests {

    private static final String PART = "audit_event_2003_04";
    private static final Instant KEPT_FROM = Instant.parse("2003-05-02T00:00:00Z");
    private static final Tenant OWN = Tenant.active("own", Placement.ownSchema("main", "own"));

    private final LogDatabase rows = LogDatabase.ofRows();
    private final LogDatabase schema = LogDatabase.ofSchema("own");
    private final LogDatabase database = LogDatabase.ofDatabase("alone");

    private final Map<String, LogDatabase> logs = Map.of("one", rows, "two", rows, "own", schema, "alone", database);
    private final InMemoryTenants directory = InMemoryTenants.of();

    @AfterEach
    void close() {
        List.of(rows, schema, database).forEach(LogDatabase::close);
    }

    @Test
    void areKeptInEachPlaceOnceAndOneThatFailsStopsNoOther() {
        directory.register(Tenant.active("one", Placement.sharedRows("main")));
        directory.register(Tenant.active("two", Placement.sharedRows("main")));
        directory.register(Tenant.active("alone", Placement.ownDatabase("first")));
        directory.register(OWN);
        directory.register(new Tenant(
                io.tenancy.TenantId.of("new"),
                TenantStatus.PROVISIONING,
                Placement.ownSchema("main", "nowhere"),
                1,
                Map.of()));
        List.of(rows, schema, database)
                .forEach(log -> log.execute(
                        "select tenancy_audit_month('" + PART + "', '2003-04-01 00:00+00', '2003-05-01 00:00+00')"));
        database.execute("drop function tenancy_audit_months(int)");

        Map<LogPlace, PartitionReport> reports = keep(KEPT_FROM);
        assertThat(reports).containsOnlyKeys(rows.place(), schema.place(), database.place());
        for (LogDatabase whole : List.of(rows, schema)) {
            PartitionReport report = reports.get(whole.place());
            assertThat(report.findFailure()).isEmpty();
            assertThat(report.dropped()).containsExactly(PART);
            assertThat(report.made()).hasSize(6);
            assertThat(months(whole)).isEqualTo(11);
        }
        PartitionReport failed = reports.get(database.place());
        assertThat(failed.findFailure().orElseThrow().getMessage()).contains("tenancy_audit_months");
        assertThat(months(database)).isEqualTo(6);

        database.execute(AuditLog.script());
        assertThat(keep(null).get(database.place()).made()).hasSize(6);
        assertThat(months(database))
                .as("nothing is dropped unless somebody says from when on")
                .isEqualTo(12);
        assertThat(keep(KEPT_FROM).get(database.place()).dropped()).containsExactly(PART);
        assertThat(keep(KEPT_FROM).values())
                .allMatch(report -> report.made().isEmpty()
                        && report.dropped().isEmpty()
                        && report.findFailure().isEmpty());
    }

    private Map<LogPlace, PartitionReport> keep(Instant keptFrom) {
        return Partitions.of(directory, tenant -> logs.get(tenant.id().value()).place()).keep(9, keptFrom).stream()
                .collect(Collectors.toMap(PartitionReport::place, Function.identity()));
    }

    private static long months(LogDatabase log) {
        return log.number("select count(*) from pg_inherits where inhparent = 'audit_event'::regclass");
    }
}
