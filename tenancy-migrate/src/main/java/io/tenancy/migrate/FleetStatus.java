package io.tenancy.migrate;

import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.history.TargetState.Standing;
import io.tenancy.migrate.target.SkippedTenant;
import java.util.List;

/** How every target of the fleet stands. Immutable. */
public record FleetStatus(List<TargetState> targets, List<SkippedTenant> skipped) {

    public FleetStatus {
        targets = List.copyOf(targets);
        skipped = List.copyOf(skipped);
    }

    public List<TargetState> with(Standing standing) {
        return targets.stream().filter(target -> target.standing() == standing).toList();
    }

    /** Whatever is not up to date. */
    public List<TargetState> open() {
        return targets.stream()
                .filter(target -> target.standing() != Standing.UP_TO_DATE)
                .toList();
    }

    public boolean isUpToDate() {
        return open().isEmpty();
    }
}
