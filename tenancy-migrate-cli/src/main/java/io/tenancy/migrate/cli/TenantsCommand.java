package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.target.MigrationTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.flywaydb.core.Flyway;
import picocli.CommandLine.Parameters;

/** Work of Flyway on the schemas of some tenants, one after the other. */
abstract class TenantsCommand extends FleetCommand {

    private final String name;
    private final String done;

    @Parameters(paramLabel = "TENANT", arity = "1..*", description = "Whose schema; where it is shared, everybody's.")
    private List<TenantId> tenants = new ArrayList<>();

    /** @param done what the report calls a schema with which it went well */
    TenantsCommand(Surroundings around, String name, String done) {
        super(around);
        this.name = name;
        this.done = done;
    }

    /** @return what was done, in Flyway's words */
    abstract List<String> work(Flyway flyway);

    @Override
    final int run(ConfiguredFleet fleet) {
        FleetMigration migration = fleet.migration().build();
        Set<MigrationTarget> targets = new LinkedHashSet<>();
        tenants.forEach(tenant -> targets.add(requireTarget(fleet, migration, tenant)));
        long failed =
                targets.stream().filter(target -> !work(migration, target)).count();
        return end(
                failed == 0 ? ExitCode.DONE : ExitCode.SOME_FAILED,
                new Json()
                        .with("summary", name)
                        .with(done, targets.size() - failed)
                        .with("failed", failed),
                (targets.size() - failed) + " " + done + ", " + failed + " failed");
    }

    private boolean work(FleetMigration migration, MigrationTarget target) {
        try {
            List<String> actions = migration.withFlyway(target, this::work);
            write(json(target).with("outcome", done.toUpperCase(Locale.ROOT)).with("actions", actions));
            say(done + ": " + target + ": " + (actions.isEmpty() ? "nothing to do" : String.join(", ", actions)));
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
