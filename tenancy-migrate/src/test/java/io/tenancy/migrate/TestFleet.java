package io.tenancy.migrate;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A control database, and one server on which every tenant has a schema named after it. */
final class TestFleet implements AutoCloseable {

    final TestDatabase control = TestServer.shared().createDatabase();
    final TestDatabase main = TestServer.shared().createDatabase();
    final List<String> tenants;
    final InMemoryTenants directory;

    private TestFleet(List<String> tenants, boolean provisioned) {
        this.tenants = tenants;
        this.directory = InMemoryTenants.of(tenants.stream()
                .map(name -> Tenant.active(name, Placement.ownSchema("main", schema(name))))
                .toArray(Tenant[]::new));
        if (provisioned) {
            main.execute(
                    main.owner(),
                    tenants.stream()
                            .map(name -> "create schema " + schema(name) + ";")
                            .collect(Collectors.joining()));
        }
    }

    static TestFleet of(String... tenants) {
        return new TestFleet(List.of(tenants), true);
    }

    static TestFleet ofSize(int size) {
        return new TestFleet(names(size), true);
    }

    /** Tenants whose schemas are the test's to make. */
    static TestFleet ofSizeWithoutSchemas(int size) {
        return new TestFleet(names(size), false);
    }

    private static List<String> names(int size) {
        return Stream.iterate(1, i -> i + 1).limit(size).map(i -> "c" + i).toList();
    }

    Roles roles() {
        return Roles.of(main.owner().user(), main.app().user(), main.operator().user());
    }

    static String schema(String tenant) {
        return "t_" + tenant;
    }

    FleetMigrationBuilder migration(ScriptFolder scripts) {
        return migration(scripts, main.jdbcUrl());
    }

    FleetMigrationBuilder migration(ScriptFolder scripts, String url) {
        return FleetMigration.of(directory, controlDatabase(), controlRoles())
                .server(MigrationServer.of(server("main", url), login(main.owner())))
                .scripts(scripts.location());
    }

    ControlDatabase controlDatabase() {
        return ControlDatabase.of(control.jdbcUrl(), login(control.owner()));
    }

    ControlRoles controlRoles() {
        return ControlRoles.of(control.app().user(), control.operator().user());
    }

    Server server(String name, String url) {
        return Server.of(name, url, login(main.app()));
    }

    static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    void execute(String script) {
        main.execute(main.owner(), script);
    }

    /** The first column of a query on the main server, as the superuser. */
    List<String> query(String sql) {
        return query(main, sql);
    }

    /** The first column of a query on the control database. */
    List<String> ledger(String sql) {
        return query(control, sql);
    }

    private static List<String> query(TestDatabase database, String sql) {
        try (Connection connection = database.connectAsSuperuser();
                PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        main.close();
        control.close();
    }
}
