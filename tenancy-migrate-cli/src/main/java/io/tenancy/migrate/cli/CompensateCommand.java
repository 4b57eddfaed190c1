package io.tenancy.migrate.cli;

import io.tenancy.migrate.FleetMigration;
import picocli.CommandLine.Command;

@Command(
        name = "compensate",
        description = "In the place of an undo: writes the next script for review, which takes back what the last one"
                + " added. Changes nothing.",
        sortOptions = false)
final class CompensateCommand extends DraftingCommand {

    CompensateCommand(Surroundings around) {
        super(around, "compensate");
    }

    @Override
    int run(ConfiguredFleet fleet) {
        FleetMigration migration = fleet.migration().build();
        return end(
                migration,
                Drafted.of(migration.compensation()),
                "Nothing to take back: the last script added nothing.");
    }
}
