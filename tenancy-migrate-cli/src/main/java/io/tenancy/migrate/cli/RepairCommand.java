package io.tenancy.migrate.cli;

import java.util.List;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;

@Command(
        name = "repair",
        description = "Flyway's repair of the schemas of these tenants: takes the scripts' checksums into the history,"
                + " removes failed rows.",
        sortOptions = false)
final class RepairCommand extends TenantsCommand {

    RepairCommand(Surroundings around) {
        super(around, "repair", "repaired");
    }

    @Override
    List<String> work(Flyway flyway) {
        return flyway.repair().repairActions;
    }
}
