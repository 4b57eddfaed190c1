package io.tenancy.benchmarks.migrate;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A control database and a server for tenants with schemas of their own. */
final class Ground implements AutoCloseable {

    static final String SCRIPTS = "classpath:migrate";

    /** What a copied schema has: its history, as a run leaves it. */
    private static final String HISTORY = "flyway_schema_history";

    private static final int BATCH = 500;

    private final Resources resources = new Resources();
    private final TestDatabase control = resources.add(TestServer.shared().createDatabase());
    private final TestDatabase main = resources.add(TestServer.shared().createDatabase());

    String url() {
        return main.jdbcUrl();
    }

    Login owner() {
        return login(main.owner());
    }

    /** So many empty schemas. */
    List<String> schemas(String prefix, int number) {
        List<String> names =
                IntStream.range(0, number).mapToObj(i -> prefix + i).toList();
        main.execute(
                main.owner(),
                names.stream().map(name -> "create schema " + name + ";").collect(Collectors.joining()));
        return names;
    }

    /** So many schemas whose history is that of a migrated one. */
    List<String> migrated(String prefix, int number, String model) {
        List<String> names = schemas(prefix, number);
        for (int from = 0; from < number; from += BATCH) {
            main.execute(
                    main.owner(),
                    names.subList(from, Math.min(from + BATCH, number)).stream()
                            .map(name ->
                                    "create table %1$s.%2$s (like %3$s.%2$s including all); insert into %1$s.%2$s select * from %3$s.%2$s;"
                                            .formatted(name, HISTORY, model))
                            .collect(Collectors.joining()));
        }
        return names;
    }

    void remove(List<String> schemas) {
        // One by one: each takes many locks.
        schemas.forEach(name ->
                main.execute(main.owner(), "set client_min_messages = error; drop schema " + name + " cascade"));
    }

    /** A fleet whose tenants have these schemas. */
    FleetMigration fleet(List<String> schemas, int connections) {
        var tenants = InMemoryTenants.of(schemas.stream()
                .map(name -> Tenant.active(name, Placement.ownSchema("main", name)))
                .toArray(Tenant[]::new));
        return FleetMigration.of(
                        tenants,
                        ControlDatabase.of(control.jdbcUrl(), login(control.owner())),
                        ControlRoles.of(control.app().user(), control.operator().user()))
                .server(MigrationServer.of(Server.of("main", main.jdbcUrl(), login(main.app())), owner())
                        .withConnections(connections))
                .scripts(SCRIPTS)
                .build();
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
