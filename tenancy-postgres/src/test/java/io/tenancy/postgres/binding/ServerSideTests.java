package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/** What the server makes of the binding: prepared statements, limits, changed types, procedures that commit. */
class ServerSideTests extends InFleet {

    @Test
    void statementsOfSharedRowsArePreparedOnTheServerWithTheirBinding() throws Exception {
        String query = "select id, note from item where id = 1";
        for (int i = 0; i < 12; i++) {
            for (String tenant : new String[] {Fleet.ROWS, Fleet.OTHER_ROWS}) {
                inTransaction(tenant, connection -> assertThat(number(connection, query))
                        .isEqualTo(1));
            }
        }
        inTransaction(Fleet.ROWS, connection -> {
            assertThat(number(
                            connection,
                            "select count(*) from pg_prepared_statements where statement = '" + query + "'"))
                    .isPositive();
            assertThat(number(
                            connection,
                            "select count(*) from pg_prepared_statements where statement like 'select set_config(%'"))
                    .isPositive();
        });
    }

    @Test
    void aTimeoutInTheBindingHoldsForTheFirstStatement() throws Exception {
        Binding binding = Binding.unbound("app", "app")
                .forTenant(fleet.tenants.require(TenantId.of(Fleet.ROWS)), "tenancy.tenant_id")
                .with("statement_timeout", "1s");
        try (var scope = TenantContext.of(Fleet.ROWS).enter();
                Connection driver = fleet.main.connectAs(fleet.main.app());
                Connection connection = BoundConnection.open(
                        driver, binding, new StatementRules("tenancy.tenant_id"), new Forgotten())) {
            assertThatThrownBy(() -> text(connection, "select pg_sleep(30)::text"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
            assertThat(Fleet.owners(connection)).containsExactly(Fleet.ROWS);
        }
    }

    @Test
    void aTypeChangedUnderALivePoolFailsOnceAtTheMost() throws Exception {
        fleet.main.execute(fleet.main.owner(), "alter table app.item add column extra int");
        for (int i = 0; i < 12; i++) {
            inTransaction(Fleet.ROWS, connection -> text(connection, "select extra from item"));
        }
        fleet.main.execute(fleet.main.owner(), "alter table app.item alter column extra type text");
        int failed = 0;
        for (int i = 0; i < 12; i++) {
            try {
                inTransaction(Fleet.ROWS, connection -> text(connection, "select extra from item"));
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo("0A000");
                failed++;
            }
        }
        assertThat(failed).isLessThanOrEqualTo(1);
    }

    /**
     * A documented limit: the call shares its transaction with the binding and may not end it. Up to PostgreSQL 15 it may
     * where the binding rides along, and what it does afterwards is bound to nobody.
     */
    @Test
    void aProcedureThatCommitsIsRefusedOrGoesOnUnbound() throws Exception {
        fleet.main.execute(
                fleet.main.owner(),
                """
                create procedure app.commits(inout seen bigint) language plpgsql as
                'begin commit; select count(*) into seen from app.item; end'
                """);
        as(Fleet.ROWS, connection -> {
            try (var call = connection.prepareStatement("call commits(null)")) {
                if (connection.getMetaData().getDatabaseMajorVersion() < 16) {
                    var seen = call.executeQuery();
                    seen.next();
                    assertThat(seen.getLong(1)).isZero();
                } else {
                    assertMayNotEndTheTransaction(call::execute);
                }
            }
            try (Statement call = connection.createStatement()) {
                assertMayNotEndTheTransaction(() -> call.execute("call commits(null)"));
            }
            assertThat(Fleet.owners(connection)).containsExactly(Fleet.ROWS);
        });
    }

    private static void assertMayNotEndTheTransaction(ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .isEqualTo("2D000"));
    }

    /** Of a connection that came from no pool. */
    private record Forgotten() implements Lender {
        @Override
        public void evict(Connection pooled) {}

        @Override
        public void foundVoidPlan() {}

        @Override
        public void carriedBinding() {}

        @Override
        public void boundEagerly() {}

        @Override
        public void gotBack() {}
    }
}
