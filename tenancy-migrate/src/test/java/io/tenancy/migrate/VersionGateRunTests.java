package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.SchemaName;
import io.tenancy.SchemaVersion;
import io.tenancy.SchemaVersionRange;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.migrate.engine.Checkpoint;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.postgres.directory.CacheBounds;
import io.tenancy.postgres.directory.CachedTenantDirectory;
import io.tenancy.postgres.directory.DirectoryListener;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.refusal.SchemaVersionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services that serve some versions, and tenants that are ahead of each other. */
class VersionGateRunTests {

    private static final String WIDER = "alter table parcel add column weight int";

    private final ScriptFolder scripts = new ScriptFolder().with("V1__parcel.sql", Parcel.TABLE);

    @AfterEach
    void stop() {
        scripts.close();
    }

    /** The caches outlive the test: what is seen was told. */
    @Test
    void aSessionIsRefusedUntilTheTenantIsMigratedAndThenAdmittedWithoutARestart() throws Exception {
        try (Estate estate = new Estate(scripts)) {
            scripts.with("V2__wider.sql", WIDER);
            assertThat(estate.migrate("rows-b", "schema-b", "database-b").isDone())
                    .isTrue();
            List<TenancyEvent> heard = new CopyOnWriteArrayList<>();
            VersionGate next = gate(estate, SchemaVersionRange.atLeast("2"));
            VersionGate last = gate(estate, SchemaVersionRange.atMost("1"));
            try (HibernateTenancy nextService = estate.service()
                            .versionGate(next)
                            .listener(heard::add)
                            .build();
                    HibernateTenancy lastService =
                            estate.service().versionGate(last).build();
                    DirectoryListener nextHears = listener(estate, next);
                    DirectoryListener lastHears = listener(estate, last)) {
                for (String placement : placements()) {
                    assertRefused(nextService, placement + "-a", "1");
                    assertServed(nextService, placement + "-b");
                    assertServed(lastService, placement + "-a");
                    assertRefused(lastService, placement + "-b", "2");
                }
                assertThat(heard).hasSize(3).allMatch(AccessRefused.class::isInstance);
                assertThat(nextHears.awaitListening(Duration.ofMinutes(1))).isTrue();
                assertThat(lastHears.awaitListening(Duration.ofMinutes(1))).isTrue();

                assertThat(estate.migrate().isDone()).isTrue();
                for (String placement : placements()) {
                    await(() -> isServed(nextService, placement + "-a"));
                    assertServed(nextService, placement + "-a");
                    assertServed(nextService, placement + "-b");
                    await(() -> !isServed(lastService, placement + "-a"));
                }
            }
        }
    }

    @Test
    void isAdmittedThoughNobodyToldOfTheMigration() {
        try (TestFleet fleet = TestFleet.of("acme", "globex")) {
            fleet.migration(scripts).build().run();
            Duration soon = Duration.ofMillis(50);
            VersionGate gate = VersionGate.serving(
                    SchemaVersionRange.atLeast("2"),
                    fleet.controlDatabase().dataSource(),
                    CacheBounds.standard().withExpiry(soon, soon));
            assertThat(admits(gate, "acme")).isFalse();
            scripts.with("V2__wider.sql", WIDER);
            fleet.migration(scripts).build().run(Set.of(TenantId.of("acme")));
            await(() -> admits(gate, "acme"));
            assertThat(admits(gate, "globex")).isFalse();
        }
    }

    /** Between the first and the last script of a run the schema may have any version: whoever cannot serve all waits. */
    @Test
    void whileARunWorksOnATargetOnlyWhoServesBothVersionsIsAdmitted() {
        scripts.with("V2__wider.sql", WIDER);
        try (TestFleet fleet = TestFleet.of("acme")) {
            fleet.migration(scripts).build().run();
            scripts.with("V3__deeper.sql", "alter table parcel add column depth int");
            var seen = new ArrayList<String>();
            RunReport report = fleet.migration(scripts)
                    .build()
                    .withPassage((checkpoint, session) -> {
                        if (checkpoint == Checkpoint.AFTER_COMMIT) {
                            seen.addAll(admitted(fleet));
                        }
                    })
                    .run();
            assertThat(report.isDone()).as(report.text()).isTrue();
            assertThat(seen).isNotEmpty().containsOnly("2 to 3");
            assertThat(admitted(fleet)).containsExactly("at least 3", "2 to 3");
        }
    }

    @Test
    void aRunThatFailedLeavesTheVersionThatWasReached() {
        scripts.with("V2__wider.sql", WIDER);
        try (TestFleet fleet = TestFleet.of("acme")) {
            fleet.migration(scripts).build().run();
            scripts.with("V3__wrong.sql", "select 1 / 0");
            assertThat(fleet.migration(scripts).build().run().isDone()).isFalse();
            assertThat(admitted(fleet)).containsExactly("at most 2", "2 to 3");
            scripts.with("V3__wrong.sql", "select 1").with("V4__wrong.sql", "select 1 / 0");
            assertThat(fleet.migration(scripts).build().resume().isDone()).isFalse();
            assertThat(admitted(fleet)).containsExactly("at least 3", "2 to 3");
        }
    }

    /** Nobody can tell what a run committed after the last that was heard of it. */
    @Test
    void aRunThatBrokeOffLeavesTheVersionUnknownUntilTheNext() {
        scripts.with("V2__wider.sql", WIDER);
        try (TestFleet fleet = TestFleet.of("acme")) {
            fleet.migration(scripts).build().run();
            scripts.with("V3__deeper.sql", "alter table parcel add column depth int");
            FleetMigration dying = fleet.migration(scripts)
                    .lease(Duration.ofMillis(100))
                    .build()
                    .withPassage((checkpoint, session) -> {
                        if (checkpoint == Checkpoint.AFTER_COMMIT) {
                            throw new AssertionError("dies here");
                        }
                    });
            assertThatThrownBy(dying::run).hasMessage("dies here");
            assertThat(fleet.ledger("select state from tenancy.migration_target"))
                    .containsExactly("RUNNING");
            assertThat(admitted(fleet)).containsExactly("2 to 3");
            assertThat(fleet.migration(scripts).build().resume().isDone()).isTrue();
            assertThat(admitted(fleet)).containsExactly("at least 3", "2 to 3");
        }
    }

    /** Which of four services would admit the fleet's tenant now. */
    private static List<String> admitted(TestFleet fleet) {
        return Stream.of(
                        SchemaVersionRange.atMost("2"),
                        SchemaVersionRange.atLeast("3"),
                        SchemaVersionRange.between("2", "3"),
                        SchemaVersionRange.atLeast("5"))
                .filter(range -> admits(
                        VersionGate.serving(range, fleet.controlDatabase().dataSource()), "acme"))
                .map(SchemaVersionRange::toString)
                .toList();
    }

    private static boolean admits(VersionGate gate, String tenant) {
        try {
            gate.require(TenantId.of(tenant), ServerName.of("main"), SchemaName.of(TestFleet.schema(tenant)));
            return true;
        } catch (SchemaVersionException refusal) {
            return false;
        }
    }

    private static List<String> placements() {
        return List.of("rows", "schema", "database");
    }

    private static VersionGate gate(Estate estate, SchemaVersionRange range) {
        Duration expiry = Duration.ofHours(1);
        return VersionGate.serving(
                range, estate.reader().dataSource(), CacheBounds.standard().withExpiry(expiry, expiry));
    }

    private static DirectoryListener listener(Estate estate, VersionGate gate) {
        return DirectoryListener.start(estate.reader(), CachedTenantDirectory.of(estate.tenants()), gate);
    }

    private static void assertServed(HibernateTenancy service, String tenant) {
        TenantContext.of(tenant)
                .run(() -> service.inTransaction(session ->
                        assertThat(session.find(Parcel.class, 1L).note).isEqualTo(tenant + "'s")));
    }

    private static void assertRefused(HibernateTenancy service, String tenant, String version) {
        TenantContext.of(tenant)
                .run(() -> assertThatThrownBy(() -> service.sessionFactory().openSession())
                        .isInstanceOfSatisfying(SchemaVersionException.class, refusal -> {
                            assertThat(refusal.findTenant()).contains(TenantId.of(tenant));
                            assertThat(refusal.findFound()).contains(SchemaVersion.of(version));
                            assertThat(refusal.findGoal()).isEmpty();
                        }));
    }

    private static boolean isServed(HibernateTenancy service, String tenant) {
        try {
            assertServed(service, tenant);
            return true;
        } catch (SchemaVersionException refusal) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within a minute").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
