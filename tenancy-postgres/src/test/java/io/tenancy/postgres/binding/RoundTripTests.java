package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import java.io.StringWriter;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;

/** Two trips is what a transaction with one statement takes without tenancy: the statement, the commit. */
class RoundTripTests extends InFleet {

    private static final String INSERT = "insert into counter (tenant_id) values (?)";

    @ParameterizedTest
    @MethodSource("placements")
    void readCarries(String tenant) throws Exception {
        assertThat(trips(tenant, connection -> assertThat(Fleet.owners(connection))
                        .containsExactly(tenant)))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void readWithFetchSizeMaxRowsAndTimeoutCarries(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select note from item")) {
                statement.setFetchSize(10);
                statement.setMaxRows(2);
                statement.setQueryTimeout(30);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isFalse();
                }
            }
        });
        assertThat(trips).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void insertReturningCarries(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement(INSERT + " returning id", Statement.NO_GENERATED_KEYS)) {
                statement.setString(1, tenant);
                assertThat(statement.execute()).isTrue();
                try (ResultSet keys = statement.getResultSet()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getLong(1)).isPositive();
                }
            }
        });
        assertThat(trips).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void batchOfOneCarries(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setString(1, tenant);
                statement.addBatch();
                assertThat(statement.executeBatch()).containsExactly(1);
            }
        });
        assertThat(trips).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void largerFirstBatchTakesOneTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (int i = 0; i < 3; i++) {
                    statement.setString(1, tenant);
                    statement.addBatch();
                }
                assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
            }
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void batchBehindAReadTakesNoTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            count(connection, "item");
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (int i = 0; i < 3; i++) {
                    statement.setString(1, tenant);
                    statement.addBatch();
                }
                assertThat(statement.executeLargeBatch()).containsExactly(1, 1, 1);
            }
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void driversGeneratedKeysTakeOneTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS)) {
                statement.setString(1, tenant);
                assertThat(statement.executeUpdate()).isEqualTo(1);
                try (ResultSet keys = statement.getGeneratedKeys()) {
                    assertThat(keys.next()).isTrue();
                    assertThat(keys.getString("tenant_id")).isEqualTo(tenant);
                }
            }
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void plainStatementTakesOneTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select distinct tenant_id from item")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(tenant);
                assertThat(row.next()).isFalse();
            }
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void callableTakesOneTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (CallableStatement statement = connection.prepareCall("{? = call upper(?)}")) {
                statement.registerOutParameter(1, java.sql.Types.VARCHAR);
                statement.setString(2, "x");
                statement.execute();
                assertThat(statement.getString(1)).isEqualTo("X");
            }
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void copyTakesOneTripMore(String tenant) throws Exception {
        // COPY itself is one message of the simple protocol, as in the driver alone.
        long trips = trips(tenant, connection -> {
            var out = new StringWriter();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("copy (select distinct tenant_id from item) to stdout", out);
            assertThat(out).hasToString(tenant + "\n");
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void descriptionOfAStatementTakesOneTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            try (PreparedStatement statement = connection.prepareStatement("select note from item where id = ?")) {
                assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("note");
            }
        });
        assertThat(trips).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void savepointItselfIsTheOnlyTripMore(String tenant) throws Exception {
        long trips = trips(tenant, connection -> {
            Savepoint savepoint = connection.setSavepoint();
            count(connection, "item");
            connection.rollback(savepoint);
            assertThat(Fleet.owners(connection)).containsExactly(tenant);
        });
        // Savepoint, read, rollback to it, read, commit: the second read carries the binding again.
        assertThat(trips).isEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void nothingIsSentOnReleaseOrForNoWork(String tenant) throws Exception {
        assertThat(trips(tenant, connection -> {})).isZero();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void autoCommitReadTakesOneTrip(String tenant) throws Exception {
        as(tenant, Fleet::owners);
        long before = fleet.relay.roundTrips();
        as(tenant, connection -> assertThat(Fleet.owners(connection)).containsExactly(tenant));
        assertThat(fleet.relay.roundTrips() - before).isEqualTo(1);
    }
}
