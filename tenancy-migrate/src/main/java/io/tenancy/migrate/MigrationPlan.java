package io.tenancy.migrate;

import io.tenancy.migrate.history.TargetState;
import java.util.List;
import java.util.stream.Collectors;

/** What a run would do, wave by wave. Immutable. */
public record MigrationPlan(List<PlannedWave> waves, FleetStatus status) {

    /** What a wave would do. Immutable. */
    public record PlannedWave(String name, List<TargetState> targets) {

        public PlannedWave {
            targets = List.copyOf(targets);
        }
    }

    public MigrationPlan {
        waves = List.copyOf(waves);
    }

    public boolean isEmpty() {
        return waves.stream().allMatch(wave -> wave.targets().isEmpty());
    }

    /** For people: each target with its scripts. */
    public String text() {
        return waves.stream().map(MigrationPlan::text).collect(Collectors.joining());
    }

    private static String text(PlannedWave wave) {
        return wave.targets().stream()
                .map(state -> "  " + state.target() + ", version "
                        + state.findVersion().orElse("none") + ": "
                        + state.findProblem().orElse(String.join(", ", state.pending())) + "\n")
                .collect(Collectors.joining("", wave.name() + ":\n", ""));
    }
}
