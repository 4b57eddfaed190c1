package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import io.tenancy.refusal.ForbiddenStatementException;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenantMismatchException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;

/** What a tenant's connection does not let out or through. */
class ClosedConnectionTests extends InFleet {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; select 2",
                "select 1 /* ; */; delete from item",
                "set role postgres",
                "SET search_path TO public",
                "set session authorization default",
                "set statement_timeout = 5",
                "set local search_path = public",
                "set local role none",
                "set local \"tenancy.tenant_id\" = 'rows-b'",
                "set local tenancy.tenant_id = 'rows-b'",
                "set local session authorization default",
                "/* harmless */ reset all",
                "reset role",
                "discard all",
                "listen events",
                "prepare p as select 1",
                "prepare transaction 'x'",
                "declare c cursor with  hold for select * from item",
                "select pg_advisory_lock(1)",
                "select pg_try_advisory_lock_shared (1)",
                "select set_config('tenancy.tenant_id', 'rows-b', true)",
                "select SET_CONFIG ( 'role' , 'none', true)"
            })
    void refusesTextThatChangesTheBindingOrTheSession(String sql) throws Exception {
        as(Fleet.ROWS, connection -> {
            long before = fleet.relay.statements();
            try (PreparedStatement prepared = connection.prepareStatement(sql);
                    Statement statement = connection.createStatement()) {
                assertThatThrownBy(prepared::execute).isInstanceOf(ForbiddenStatementException.class);
                assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(ForbiddenStatementException.class);
                assertThatThrownBy(() -> statement.addBatch(sql)).isInstanceOf(ForbiddenStatementException.class);
            }
            assertThat(fleet.relay.statements()).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';', \"tenant_id\", $$;$$ from item -- ; trailing",
                "set local statement_timeout = '5s'",
                "select pg_advisory_xact_lock(1)",
                "set constraints all deferred",
                "declare c cursor for select * from item",
                "select current_setting('tenancy.tenant_id')",
                "select 'set role x'"
            })
    void acceptsTextThatEndsWithTheTransaction(String sql) throws Exception {
        inTransaction(Fleet.ROWS, connection -> {
            try (PreparedStatement prepared = connection.prepareStatement(sql)) {
                prepared.execute();
            }
        });
    }

    @Test
    void handsOutNoObjectOfTheDriver() throws Exception {
        as(Fleet.ROWS, connection -> {
            assertThat(connection.isWrapperFor(BaseConnection.class)).isFalse();
            assertThatThrownBy(() -> connection.unwrap(BaseConnection.class)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.unwrap(org.postgresql.jdbc.PgConnection.class))
                    .isInstanceOf(SQLException.class);
            assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            try (Statement statement = connection.createStatement();
                    PreparedStatement prepared = connection.prepareStatement("select 1")) {
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(prepared.getConnection()).isSameAs(connection);
                assertThatThrownBy(() -> prepared.unwrap(org.postgresql.PGStatement.class))
                        .isInstanceOf(SQLException.class);
                assertThatThrownBy(() -> statement.unwrap(org.postgresql.PGStatement.class))
                        .isInstanceOf(SQLException.class);
            }
        });
    }

    @Test
    void refusesWhatWouldReachTheNextTenant() throws Exception {
        as(Fleet.ROWS, connection -> {
            assertThatThrownBy(() -> connection.setSchema("public")).isInstanceOf(ForbiddenStatementException.class);
            assertThatThrownBy(() -> connection.setClientInfo("ApplicationName", "x"))
                    .isInstanceOf(ForbiddenStatementException.class);
            assertThatThrownBy(connection::createBlob).isInstanceOf(ForbiddenStatementException.class);
            PGConnection driver = connection.unwrap(PGConnection.class);
            assertThatThrownBy(driver::getLargeObjectAPI).isInstanceOf(ForbiddenStatementException.class);
            assertThatThrownBy(() -> driver.setPrepareThreshold(-1)).isInstanceOf(ForbiddenStatementException.class);
            assertThatThrownBy(driver::getReplicationAPI).isInstanceOf(ForbiddenStatementException.class);
            assertThat(driver.getBackendPID()).isPositive();
        });
    }

    @Test
    void textOfItsObjectsShowsTheTenantAndNoParameters() throws Exception {
        as(Fleet.ROWS, connection -> {
            assertThat(connection).hasToString("connection of tenant 'rows-a'");
            try (PreparedStatement statement = connection.prepareStatement("select note from item where note = ?")) {
                statement.setString(1, "secret");
                assertThat(statement).hasToString("statement of tenant 'rows-a'");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void refusesStatementsInAnotherScopeOrInNone(String tenant) throws Exception {
        try (var scope = TenantContext.of(tenant).enter();
                Connection connection = connections.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(Fleet.owners(connection)).containsExactly(tenant);
            try (var other = TenantContext.of(Fleet.other(tenant)).enter()) {
                assertThatThrownBy(() -> Fleet.owners(connection))
                        .isInstanceOf(TenantMismatchException.class)
                        .hasMessageContaining("'" + tenant + "'")
                        .hasMessageContaining("'" + Fleet.other(tenant) + "'");
            }
            var failure = new Throwable[1];
            var thread = new Thread(() -> {
                try {
                    Fleet.owners(connection);
                } catch (SQLException | RuntimeException e) {
                    failure[0] = e;
                }
            });
            thread.start();
            thread.join();
            assertThat(failure[0]).isInstanceOf(NoTenantException.class);
            assertThat(Fleet.owners(connection)).containsExactly(tenant);
            connection.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Fleet.SCHEMA, Fleet.DATABASE})
    void copiesInWhereNoPolicyStands(String tenant) throws Exception {
        inTransaction(tenant, connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            String row = tenant + "\t900\tcopied\t0\n";
            assertThat(copy.copyIn("copy item from stdin", new StringReader(row)))
                    .isEqualTo(1);
            assertThat(count(connection, "item where id = 900")).isEqualTo(1);
            // The other half: a row of another tenant.
            String foreign = Fleet.other(tenant) + "\t901\tcopied\t0\n";
            assertThatThrownBy(() -> copy.copyIn("copy item from stdin", new StringReader(foreign)))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
            connection.rollback();
        });
    }

    @Test
    void copyIntoSharedRowsIsRefusedByPostgres() throws Exception {
        inTransaction(Fleet.ROWS, connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            assertThatThrownBy(() -> copy.copyIn("copy item from stdin", new StringReader("")))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
            connection.rollback();
        });
    }

    @Test
    void aCopyManagerThatWasKeptReachesNobodyElse() throws Exception {
        var kept = new org.postgresql.copy.CopyManager[1];
        inTransaction(
                Fleet.ROWS,
                connection -> kept[0] = connection.unwrap(PGConnection.class).getCopyAPI());
        inTransaction(Fleet.OTHER_ROWS, connection -> {
            assertThat(Fleet.owners(connection)).containsExactly(Fleet.OTHER_ROWS);
            assertThatThrownBy(() -> kept[0].copyOut("copy item to stdout", new StringWriter()))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
        });
    }

    @Test
    void copyInAutoCommitIsRefused() throws Exception {
        as(Fleet.ROWS, connection -> {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            assertThatThrownBy(() -> copy.copyOut("copy item to stdout", new StringWriter()))
                    .isInstanceOf(ForbiddenStatementException.class);
        });
    }

    @Test
    void aClosedConnectionDoesNothingMore() throws Exception {
        try (var scope = TenantContext.of(Fleet.ROWS).enter()) {
            Connection connection = connections.dataSource().getConnection();
            PreparedStatement statement = connection.prepareStatement("select 1");
            connection.close();
            connection.close();
            assertThat(connection.isClosed()).isTrue();
            assertThat(statement.isClosed()).isTrue();
            assertThatThrownBy(() -> connection.prepareStatement("select 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(statement::executeQuery).isInstanceOf(SQLException.class);
        }
    }
}
