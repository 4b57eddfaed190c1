package io.tenancy.audit.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.store.Crate;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who writes past Hibernate says who he is, or writes nothing. */
class ByHandTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Store.office();
    private final long id = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isRecordedThroughTheDataSource(String tenant) throws Exception {
        Office.context(tenant).call(() -> insertThroughTheDataSource());
        assertThat(office.history(tenant, Crate.class, id)).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo(Office.ANN);
            assertThat(event.findCorrelationId()).contains("mail-7");
            assertThat(event.after()).containsEntry("name", "by hand");
        });
        assertThat(office.history(Housing.other(tenant), Crate.class, id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isRefusedThroughTheDataSourceWhereNobodyActs(String tenant) {
        assertThatThrownBy(() -> TenantContext.of(tenant).call(() -> insertThroughTheDataSource()))
                .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                        .isEqualTo("42501"))
                .hasMessageContaining("found nobody");
        assertNothingThere(tenant);
    }

    private int insertThroughTheDataSource() throws SQLException {
        try (Connection connection = office.housing.tenancy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(insert());
        }
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isRecordedInAShellOnceItIsSaidWhoActs(String tenant) throws SQLException {
        try (Connection shell = shell(tenant);
                Statement statement = shell.createStatement()) {
            assertThatThrownBy(() -> statement.execute(insert())).hasMessageContaining("set local tenancy.actor");
            shell.rollback();
            bind(statement, tenant);
            statement.execute("set local tenancy.actor = 'dora'");
            statement.execute("set local tenancy.reason = 'ticket 12'");
            statement.execute(insert());
            shell.commit();
            bind(statement, tenant);
            assertThatThrownBy(() -> statement.execute("delete from crate"))
                    .as("it held for the transaction alone")
                    .hasMessageContaining("found nobody");
        }
        assertThat(office.history(tenant, Crate.class, id)).singleElement().satisfies(event -> {
            assertThat(event.actor()).isEqualTo(Actor.user("dora").withReason("ticket 12"));
            assertThat(event.attempt()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isRefusedToTheOwnerTooAndSoIsTruncate(String tenant) throws SQLException {
        TestDatabase database = office.housing.databaseOf(tenant);
        try (Connection owner = database.connectAs(database.owner());
                Statement statement = owner.createStatement()) {
            owner.setSchema(Store.schemaOf(tenant));
            for (String refused : List.of(
                    insert().replace("(id", "(tenant_id, id").replace("values (", "values ('" + tenant + "', "),
                    "truncate crate, bottle")) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .as(refused)
                        .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getMessage())
                                .contains("on the audit trail", "refused"));
            }
        }
        assertNothingThere(tenant);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isNotWrittenToATemporaryTableThatLooksLikeTheLog(String tenant) throws SQLException {
        try (Connection superuser = office.housing.witness(tenant);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("create temporary table audit_event (like audit_event)");
            statement.execute("set local tenancy.actor = 'dora'");
            statement.execute(
                    insert().replace("(id", "(tenant_id, id").replace("values (", "values ('" + tenant + "', "));
            superuser.commit();
        }
        assertThat(office.history(tenant, Crate.class, id)).hasSize(1);
    }

    private void assertNothingThere(String tenant) {
        assertThat(office.housing.numberIn(tenant, "select count(*) from crate where id = " + id))
                .isZero();
        assertThat(office.history(tenant, Crate.class, id)).isEmpty();
    }

    private String insert() {
        return "insert into crate (id, version, name) values (%d, 0, 'by hand')".formatted(id);
    }

    private Connection shell(String tenant) throws SQLException {
        TestDatabase database = office.housing.databaseOf(tenant);
        Connection shell = database.connectAs(database.app());
        shell.setAutoCommit(false);
        try (Statement statement = shell.createStatement()) {
            bind(statement, tenant);
        }
        return shell;
    }

    private void bind(Statement statement, String tenant) throws SQLException {
        if (tenant.startsWith("schema")) {
            var role = SchemaRole.of(office.housing.main().name(), Housing.schemaOf(tenant));
            statement.execute("set local role " + role.name().quoted());
        }
        statement.execute("set local search_path to " + Store.schemaOf(tenant));
        statement.execute("set local tenancy.tenant_id = '" + tenant + "'");
    }
}
