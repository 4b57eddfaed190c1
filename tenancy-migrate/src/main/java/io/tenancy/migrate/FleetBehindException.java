package io.tenancy.migrate;

import io.tenancy.migrate.history.TargetState;
import io.tenancy.refusal.TenancyException;
import java.util.List;
import java.util.stream.Collectors;

/** A service must not start: some targets lack scripts, or Flyway refuses them. */
public final class FleetBehindException extends TenancyException {

    private static final int NAMED = 20;

    private final List<TargetState> open;

    FleetBehindException(List<TargetState> open) {
        super(null, message(open), null);
        this.open = List.copyOf(open);
    }

    /** Every target that is not up to date. */
    public List<TargetState> open() {
        return open;
    }

    private static String message(List<TargetState> open) {
        String named = open.stream()
                .limit(NAMED)
                .map(state -> "\n  - " + state.target() + " is " + state.standing()
                        + state.findProblem().map(problem -> ": " + problem).orElse(""))
                .collect(Collectors.joining());
        return "The service does not start: expected all schemas to be up to date, found " + open.size()
                + " that are not. Migrate them first." + named
                + (open.size() > NAMED ? "\n  - and " + (open.size() - NAMED) + " more" : "");
    }
}
