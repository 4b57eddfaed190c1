package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.target.MigrationTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "repair",
        description = "Flyway's repair of the schemas of these tenants: takes the scripts' checksums into the history,"
                + " removes failed rows.",
        sortOptions = false)
final class RepairCommand extends FleetCommand {

    @Parameters(paramLabel = "TENANT", arity = "1..*", description = "Whose schema; where it is shared, everybody's.")
    private List<TenantId> tenants = new ArrayList<>();

    RepairCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet fleet) {
        FleetMigration migration = fleet.migration().build();
        Set<MigrationTarget> targets = new LinkedHashSet<>();
        tenants.forEach(tenant -> targets.add(requireTarget(fleet, migration, tenant)));
        long failed =
                targets.stream().filter(target -> !repair(migration, target)).count();
        return end(
                failed == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED,
                new Json()
                        .with("summary", "repair")
                        .with("repaired", targets.size() - failed)
                        .with("failed", failed),
                (targets.size() - failed) + " repaired, " + failed + " failed");
    }

    private boolean repair(FleetMigration migration, MigrationTarget target) {
        try {
            List<String> actions = migration.withFlyway(target, Flyway::repair).repairActions;
            write(json(target).with("outcome", "REPAIRED").with("actions", actions));
            say("repaired: " + target + (actions.isEmpty() ? ": nothing to do" : ": " + String.join(", ", actions)));
            return true;
        } catch (MigrationFailedException e) {
            String problem = e.failure().sentence();
            write(json(target)
                    .with("outcome", "FAILED")
                    .with("actions", List.of())
                    .with("problem", problem));
            say("failed: " + target + ": " + problem);
            return false;
        }
    }
}
