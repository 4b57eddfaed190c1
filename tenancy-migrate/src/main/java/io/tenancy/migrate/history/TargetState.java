package io.tenancy.migrate.history;

import io.tenancy.migrate.target.MigrationTarget;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a target stands against the scripts. Immutable.
 *
 * @param version the last version that was applied; null if none was
 * @param pending names of the scripts that would run, in their order
 * @param problem what keeps the target from being migrated; null unless it is {@link Standing#INVALID} or
 *     {@link Standing#UNREACHABLE}
 */
public record TargetState(
        MigrationTarget target,
        Standing standing,
        @Nullable String version,
        List<String> pending,
        @Nullable String problem) {

    public TargetState {
        pending = List.copyOf(pending);
    }

    /** In words, of one target. */
    public enum Standing {
        /** Every script was applied as it is. */
        UP_TO_DATE,
        /** The schema has no history yet. */
        FRESH,
        /** Some scripts are to be applied. */
        BEHIND,
        /** Flyway refuses: an applied script was edited or is missing, or one failed halfway. */
        INVALID,
        /** The server does not answer, or has no such schema. */
        UNREACHABLE
    }

    /** Whether a run would work on it. */
    public boolean needsMigration() {
        return standing == Standing.FRESH || standing == Standing.BEHIND;
    }

    public Optional<String> findVersion() {
        return Optional.ofNullable(version);
    }

    public Optional<String> findProblem() {
        return Optional.ofNullable(problem);
    }
}
