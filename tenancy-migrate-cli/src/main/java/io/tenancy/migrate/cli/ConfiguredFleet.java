package io.tenancy.migrate.cli;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.FleetMigrationBuilder;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.directory.PostgresTenantDirectory;
import java.util.List;
import java.util.Map;

/**
 * A fleet as the settings have it. Immutable.
 *
 * @param hibernate settings of the application's Hibernate that a draft needs, such as a naming strategy
 */
record ConfiguredFleet(
        ControlDatabase control,
        ControlRoles roles,
        List<MigrationServer> servers,
        List<String> scripts,
        Map<String, String> hibernate) {

    ConfiguredFleet {
        servers = List.copyOf(servers);
        scripts = List.copyOf(scripts);
        hibernate = Map.copyOf(hibernate);
    }

    TenantDirectory directory() {
        return PostgresTenantDirectory.of(control.dataSource());
    }

    ConfiguredFleet withConnections(int each) {
        return new ConfiguredFleet(
                control,
                roles,
                servers.stream().map(server -> server.withConnections(each)).toList(),
                scripts,
                hibernate);
    }

    FleetMigrationBuilder migration() {
        FleetMigrationBuilder builder =
                FleetMigration.of(directory(), control, roles).scripts(scripts.toArray(String[]::new));
        servers.forEach(builder::server);
        return builder;
    }
}
