package io.tenancy.migrate.cli;

import io.tenancy.migrate.FleetStatus;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Says how every schema stands. Ends with 5 unless all are up to date.",
        sortOptions = false)
final class StatusCommand extends FleetCommand {

    StatusCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet fleet) {
        FleetStatus status = fleet.migration().build().status();
        status.targets().forEach(state -> write(json(state)));
        status.open().forEach(state -> say(line(state)));
        return end(status.isUpToDate() ? ExitCode.DONE : ExitCode.BEHIND, summary("status", status), counts(status));
    }

    static Json json(TargetState state) {
        return json(state.target())
                .with("standing", state.standing().name())
                .with("version", state.version())
                .with("pending", state.pending())
                .with("problem", state.problem());
    }

    static String line(TargetState state) {
        return words(state.standing()) + ": " + state.target() + ", version "
                + state.findVersion().orElse("none") + ": "
                + state.findProblem().orElse(String.join(", ", state.pending()));
    }

    static Json summary(String command, FleetStatus status) {
        var json = new Json()
                .with("summary", command)
                .with("targets", status.targets().size());
        Stream.of(Standing.values())
                .forEach(standing ->
                        json.with(standing.name(), status.with(standing).size()));
        return json.with(
                "skipped",
                status.skipped().stream().map(each -> each.tenant().value()).toList());
    }

    static String counts(FleetStatus status) {
        return Stream.of(Standing.values())
                .filter(standing -> !status.with(standing).isEmpty())
                .map(standing -> status.with(standing).size() + " " + words(standing))
                .collect(Collectors.joining(
                        ", ",
                        status.targets().size() + " schemas: ",
                        status.skipped().isEmpty()
                                ? ""
                                : "; skipped " + status.skipped().size() + " tenants that are on the way or gone"));
    }

    private static String words(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
