package io.tenancy.migrate.cli;

import io.tenancy.migrate.FleetStatus;
import io.tenancy.migrate.history.TargetState;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "validate",
        description = {
            "Compares what was applied with the scripts. Scripts that are still to be applied are no fault.",
            "Ends with 3 if a schema could not be migrated as it is."
        },
        sortOptions = false)
final class ValidateCommand extends FleetCommand {

    ValidateCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet fleet) {
        FleetStatus status = fleet.migration().build().status();
        List<TargetState> wrong = status.targets().stream()
                .filter(state -> state.problem() != null)
                .toList();
        status.targets().forEach(state -> write(StatusCommand.json(state)));
        wrong.forEach(state -> say(StatusCommand.line(state)));
        return end(
                wrong.isEmpty() ? ExitCode.DONE : ExitCode.SOME_FAILED,
                StatusCommand.summary("validate", status),
                StatusCommand.counts(status));
    }
}
