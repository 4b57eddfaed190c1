package io.tenancy.postgres;

import io.tenancy.testkit.leak.LeakCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that work as the tenants of a fleet, each of whose pools has one connection, so that tenants share it in turn. */
@ExtendWith(LeakCheck.class)
public abstract class InFleet {

    protected static Fleet fleet;
    protected static TenantConnections connections;

    @BeforeAll
    static void start() throws SQLException {
        fleet = new Fleet();
        connections = fleet.connections();
    }

    @AfterAll
    static void stop() {
        connections.close();
        fleet.close();
    }

    /** One tenant of each placement. */
    protected static Stream<String> placements() {
        return Stream.of(Fleet.ROWS, Fleet.SCHEMA, Fleet.DATABASE);
    }

    protected static void as(String tenant, Fleet.Work work) throws Exception {
        Fleet.as(connections, tenant, work);
    }

    /** The same in one transaction, which is committed. */
    protected static void inTransaction(String tenant, Fleet.Work work) throws Exception {
        as(tenant, connection -> {
            connection.setAutoCommit(false);
            work.with(connection);
            connection.commit();
        });
    }

    /** Round trips of the work in one transaction, its commit among them. */
    protected static long trips(String tenant, Fleet.Work work) throws Exception {
        // The pool's own connection is opened and validated before anything is counted.
        as(tenant, Fleet::owners);
        long before = fleet.relay.roundTrips();
        inTransaction(tenant, work);
        return fleet.relay.roundTrips() - before;
    }

    protected static long count(Connection connection, String table) throws SQLException {
        return number(connection, "select count(*) from " + table);
    }

    protected static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    protected static String text(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    protected static int insert(Connection connection, String tenant, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into item (tenant_id, id, note) values (?, ?, ?)")) {
            statement.setString(1, tenant);
            statement.setLong(2, id);
            statement.setString(3, "made " + id);
            return statement.executeUpdate();
        }
    }
}
