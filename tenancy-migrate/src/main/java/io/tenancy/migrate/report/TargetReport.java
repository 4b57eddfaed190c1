package io.tenancy.migrate.report;

import io.tenancy.migrate.target.MigrationTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a target in a run. Immutable.
 *
 * @param attempts how often it was tried; 0 if there was no need or no turn
 * @param versionFrom null if it was fresh
 * @param scripts that were applied, in their order
 */
public record TargetReport(
        MigrationTarget target,
        Outcome outcome,
        int attempts,
        @Nullable String versionFrom,
        @Nullable String versionTo,
        List<String> scripts,
        Duration duration,
        @Nullable TargetFailure failure) {

    /** In words, of one target. */
    public enum Outcome {
        /** Scripts were applied. */
        MIGRATED,
        /** Nothing was to do, or another run has done it meanwhile. */
        UP_TO_DATE,
        /** It could not be migrated. */
        FAILED,
        /** Its turn never came, since the run stopped before. */
        NOT_TRIED
    }

    public TargetReport {
        scripts = List.copyOf(scripts);
    }

    public Optional<TargetFailure> findFailure() {
        return Optional.ofNullable(failure);
    }
}
