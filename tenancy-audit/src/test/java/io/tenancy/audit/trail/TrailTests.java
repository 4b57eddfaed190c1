package io.tenancy.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.History;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.log.LogDatabase;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.refusal.CrossTenantWriteException;
import io.tenancy.refusal.TenantMismatchException;
import io.tenancy.refusal.UnknownTenantException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a tenant is in its log. */
class TrailTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final SessionFactory factory = office.housing.tenancy.sessionFactory();
    private final long id = Office.id();
    private final Actor mallory = Actor.user("mallory-" + id).withReason("curious");

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void keepsARefusalThoughItsTransactionIsRolledBack(String tenant) {
        String other = Housing.other(tenant);
        office.as(other, session -> session.persist(new Letter(id, "theirs")));
        try (Trail trail = Trail.of(factory)) {
            TenantContext.of(tenant)
                    .withActor(mallory)
                    .withCorrelationId("mail-" + id)
                    .run(() -> assertThatThrownBy(() -> office.housing.tenancy.inTransaction(session -> {
                                session.persist(new Letter(id, "mine"));
                                session.flush();
                                TenantContext.of(other).withActor(mallory).run(session::flush);
                            }))
                            .isInstanceOf(TenantMismatchException.class));
        }
        assertThat(office.history(tenant, Letter.class, id)).isEmpty();
        // Whose scope it was in the end.
        List<AuditEvent> found = happened(other, Kind.ACCESS_REFUSED);
        assertThat(found)
                .filteredOn(event -> event.actor().equals(mallory))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.entityId()).isEqualTo(other);
                    assertThat(event.after()).containsEntry("refusal", "TenantMismatchException");
                });
    }

    @Test
    void doesNotTellOneTenantOfTheOther() {
        try (Trail trail = Trail.of(factory)) {
            tryToWriteTheOthers();
        }
        assertThat(happened(Housing.ROWS, Kind.ACCESS_REFUSED))
                .filteredOn(event -> event.actor().equals(mallory))
                .singleElement()
                .satisfies(event -> assertThat(event.after())
                        .containsEntry("refusal", "CrossTenantWriteException")
                        .containsEntry("id", "" + id)
                        .doesNotContainValue(Housing.OTHER_ROWS));
        assertThat(happened(Housing.OTHER_ROWS, Kind.ACCESS_REFUSED))
                .noneMatch(event -> event.actor().equals(mallory));
    }

    @Test
    void leavesRefusalsWithoutALogToTheLogOfTheApplication() {
        try (Trail trail = Trail.of(factory)) {
            TenantContext.of("nobody-" + id).withActor(mallory).run(() -> assertThatThrownBy(
                            () -> office.housing.tenancy.inTransaction(session -> {}))
                    .isInstanceOf(UnknownTenantException.class));
        }
        assertThat(office.housing.numberIn(
                        Housing.ROWS, "select count(*) from audit_event where actor = '" + mallory.name() + "'"))
                .isZero();
    }

    @Test
    void hearsNothingOnceItIsClosed() {
        Trail.of(factory).close();
        tryToWriteTheOthers();
        assertThat(happened(Housing.ROWS, Kind.ACCESS_REFUSED))
                .noneMatch(event -> event.actor().equals(mallory));
    }

    @Test
    void hasAnOperatorsLookInTheLogOfEachTenantThatSharesItsRows() {
        Actor olga = Actor.user("olga-" + id).withReason("ticket 7");
        try (Trail trail = Trail.of(factory)) {
            office.housing.tenancy.asOperator(ServerName.of("main"), olga).inTransaction(session -> assertThat(
                            Stream.of(Housing.ROWS, Housing.OTHER_ROWS)
                                    .map(tenant -> office.housing.numberIn(
                                            tenant,
                                            "select count(*) from audit_event where kind = 'OPERATOR_ENTERED' and actor = '"
                                                    + olga.name() + "' and tenant_id = '" + tenant + "'")))
                    .as("before it looks")
                    .containsExactly(1L, 1L));
        }
        assertThat(happened(Housing.SCHEMA, Kind.OPERATOR_ENTERED)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void hasAnOperatorsReadingBeforeWhatIsRead(String tenant) throws SQLException {
        Actor olga = Actor.user("olga-" + id).withReason("ticket 7");
        try (Trail trail = Trail.of(factory)) {
            var inspection = Inspection.of(factory, trail, olga);
            List<AuditEvent> read = inspection.read(
                    TenantId.of(tenant), history -> history.ofActor(olga.name()).events());
            assertThat(read).singleElement().satisfies(event -> {
                assertThat(event.kind()).isEqualTo(Kind.TRAIL_READ);
                assertThat(event.actor()).isEqualTo(olga);
            });
            assertThatThrownBy(() -> Inspection.of(factory, trail, Actor.user("olga")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("reason");
        }
    }

    @Test
    void readsNothingWhereItsReadingCannotBeRecorded() {
        office.housing.executeIn(
                Housing.ROWS,
                "alter table audit_event add constraint planted check (actor <> '" + mallory.name() + "')");
        try (Trail trail = Trail.of(factory)) {
            var inspection = Inspection.of(factory, trail, mallory);
            assertThatThrownBy(() -> inspection.read(TenantId.of(Housing.ROWS), history -> {
                        throw new AssertionError("read all the same");
                    }))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("planted");
        } finally {
            office.housing.executeIn(Housing.ROWS, "alter table audit_event drop constraint planted");
        }
    }

    @Test
    void hasTheLifeOfATenantAlsoWhileNothingRunsForIt() {
        try (LogDatabase log = LogDatabase.ofRows()) {
            var directory = InMemoryTenants.of();
            Trail trail = Trail.of(directory, tenant -> log.place(), Actor.job("provisioning"));
            Tenant acme = Tenant.active("acme", Placement.sharedRows("main"));
            directory.register(acme);
            Tenant suspended = acme.withStatus(TenantStatus.SUSPENDED);
            trail.on(new TenancyEvent.TenantRegistered(acme));
            trail.on(new TenancyEvent.TenantChanged(acme, suspended));
            trail.close();
            assertThat(log.number(
                            "select count(*) from audit_event where tenant_id = 'acme' and kind = 'TENANT_REGISTERED'"
                                    + " and after ->> 'status' = 'ACTIVE' and actor = 'provisioning'"))
                    .isEqualTo(1);
            assertThat(log.number("select count(*) from audit_event where kind = 'TENANT_CHANGED'"
                            + " and before = '{\"status\": \"ACTIVE\"}' and after = '{\"status\": \"SUSPENDED\"}'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void takesWhatTheApplicationHasToSay() throws SQLException {
        var context = Office.context(Housing.SCHEMA).withActor(mallory);
        try (Trail trail = Trail.of(factory)) {
            trail.record(context, "exported", Map.of("rows", 3));
            assertThatThrownBy(() -> trail.record(TenantContext.of(Housing.SCHEMA), "exported", Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("actor");
        }
        assertThat(happened(Housing.SCHEMA, Kind.NOTED))
                .filteredOn(event -> event.actor().equals(mallory))
                .singleElement()
                .satisfies(event -> assertThat(event.after()).isEqualTo(Map.of("happening", "exported", "rows", 3L)));
    }

    private void tryToWriteTheOthers() {
        office.as(Housing.OTHER_ROWS, session -> session.persist(new Letter(id, "theirs")));
        Letter theirs = office.housing.from(Housing.OTHER_ROWS, session -> session.find(Letter.class, id));
        TenantContext.of(Housing.ROWS).withActor(mallory).run(() -> assertThatThrownBy(
                        () -> office.housing.tenancy.inStatelessTransaction(session -> session.update(theirs)))
                .isInstanceOf(CrossTenantWriteException.class));
    }

    private List<AuditEvent> happened(String tenant, Kind kind) {
        return office.reading(tenant, History::ofTenant).events().stream()
                .filter(event -> event.kind() == kind)
                .toList();
    }
}
