package io.tenancy.spring.migration;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.FleetMigrationBuilder;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.spring.data.TenancyProperties;
import io.tenancy.spring.data.TenancyProperties.LoginProperties;
import io.tenancy.spring.data.TenancyProperties.ServerProperties;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fleet that properties describe; all that is missing is told at once. */
final class FleetFromProperties {

    private final TenancyProperties tenancy;
    private final MigrationProperties migration;
    private final List<Server> servers;
    private final List<String> problems = new ArrayList<>();

    FleetFromProperties(TenancyProperties tenancy, MigrationProperties migration, List<Server> servers) {
        this.tenancy = tenancy;
        this.migration = migration;
        this.servers = servers;
    }

    /** @throws TenancyConfigurationException with every problem */
    FleetMigration of(TenantDirectory directory, MigrationListener listener) {
        var owned = new ArrayList<MigrationServer>();
        for (Server server : servers) {
            String name = server.name().value();
            LoginProperties owner = owner(name);
            if (owner == null) {
                problems.add("tenancy.servers." + name + ".owner.username is missing, and so is"
                        + " tenancy.migration.owner.username. Set one of them.");
            } else {
                owned.add(MigrationServer.of(server, login(owner)));
            }
        }
        LoginProperties registrar = tenancy.directory().registrar();
        if (registrar == null) {
            problems.add("tenancy.directory.registrar.username is missing: migrations keep their ledger in the control"
                    + " schema, which has one role that reads and another one that changes tenants. Set it.");
        }
        if (registrar == null || !problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", problems);
        }
        FleetMigrationBuilder fleet = FleetMigration.of(
                        directory, control(owned.get(0)), ControlRoles.of(reader(), registrar.username()))
                .scripts(migration.locations().toArray(String[]::new))
                .listener(listener);
        owned.forEach(fleet::server);
        return fleet.build();
    }

    private @Nullable LoginProperties owner(String server) {
        ServerProperties properties = tenancy.servers().get(server);
        return properties == null || properties.owner() == null ? migration.owner() : properties.owner();
    }

    private ControlDatabase control(MigrationServer first) {
        LoginProperties own = tenancy.directory().owner() == null
                ? migration.owner()
                : tenancy.directory().owner();
        return ControlDatabase.of(
                tenancy.directory().url() == null
                        ? first.server().url()
                        : tenancy.directory().url(),
                own == null ? first.owner() : login(own));
    }

    private String reader() {
        LoginProperties reader = tenancy.directory().reader();
        return reader == null ? servers.get(0).app().user() : reader.username();
    }

    private static Login login(LoginProperties properties) {
        return Login.of(properties.username(), properties.password());
    }
}
