package io.tenancy.migrate.event;

import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.target.MigrationTarget;
import java.time.Duration;
import java.util.UUID;

/** Something that happened while a fleet was migrated. Immutable. */
public sealed interface MigrationEvent {

    /** It is known what is to do. */
    record RunStarted(UUID run, int behind, int upToDate) implements MigrationEvent {}

    /** A wave begins. */
    record WaveStarted(String wave, int targets) implements MigrationEvent {}

    /** A target has its turn. */
    record TargetStarted(MigrationTarget target, int attempt) implements MigrationEvent {}

    /** Flyway applied a script; it counts only once the target is finished. */
    record ScriptApplied(MigrationTarget target, String script) implements MigrationEvent {}

    /** A target waits for another turn. */
    record TargetPostponed(MigrationTarget target, TargetFailure reason, Duration pause) implements MigrationEvent {}

    /** A target is finished, well or not. */
    record TargetFinished(TargetReport report) implements MigrationEvent {}

    /** The run is over. */
    record RunFinished(RunReport report) implements MigrationEvent {}
}
