package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.FleetStatus;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.target.MigrationTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "draft",
        description = {
            "Writes the next script for review: what a live schema lacks of the entities, with walls and with keys that"
                    + " hold the tenant. Changes nothing.",
            "Ends with 5 if there is no schema that has all scripts, to compare with."
        },
        sortOptions = false)
final class DraftCommand extends DraftingCommand {

    @Option(
            names = "--classpath",
            required = true,
            paramLabel = "PATH",
            description = "What the application runs with, as for java -cp: folders, jars, 'lib/*'.")
    private String classPath = "";

    @Option(
            names = "--entities",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Packages, with those below them, or classes.")
    private List<String> entities = new ArrayList<>();

    @Option(
            names = "--shared",
            split = ",",
            paramLabel = "CLASS",
            description = "Entities that belong to no tenant and cannot be annotated.")
    private List<String> shared = new ArrayList<>();

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            description = "Whose schema is compared. Default: the first that has all scripts.")
    private @Nullable TenantId tenant;

    DraftCommand(Surroundings around) {
        super(around, "draft");
    }

    @Override
    int run(ConfiguredFleet fleet) {
        var model = new ApplicationModel(ClassPath.of(classPath), entities, shared, fleet.hibernate());
        FleetMigration migration = fleet.migration().build();
        TenantId only = tenant;
        FleetStatus status =
                only == null ? migration.status() : migration.plan(Set.of(only)).status();
        Optional<TargetState> complete = status.targets().stream()
                .filter(state -> state.problem() == null && state.pending().isEmpty())
                .findFirst();
        if (complete.isEmpty()) {
            status.targets().forEach(state -> write(StatusCommand.json(state)));
            return end(
                    ExitCode.BEHIND,
                    StatusCommand.summary("draft", status),
                    "-- Nothing drafted, since no schema has all scripts: migrate one first. "
                            + StatusCommand.counts(status));
        }
        MigrationTarget target = complete.get().target();
        try (Connection live = migration.open(target)) {
            return end(migration, model.draft(live), "Nothing to draft: " + target + " lacks nothing.");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
