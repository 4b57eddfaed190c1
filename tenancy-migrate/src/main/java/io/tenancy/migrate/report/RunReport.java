package io.tenancy.migrate.report;

import io.tenancy.ServerName;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.SkippedTenant;
import io.tenancy.postgres.doctor.Diagnosis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run did. Immutable.
 *
 * @param diagnoses of the servers that have a doctor and on which something was migrated
 * @param stopped why later targets had no turn; null if all had theirs
 */
public record RunReport(
        UUID run,
        List<TargetReport> targets,
        List<SkippedTenant> skipped,
        Map<ServerName, Diagnosis> diagnoses,
        @Nullable String stopped,
        Duration duration) {

    public RunReport {
        targets = List.copyOf(targets);
        skipped = List.copyOf(skipped);
        diagnoses = Map.copyOf(diagnoses);
    }

    public List<TargetReport> with(Outcome outcome) {
        return targets.stream().filter(target -> target.outcome() == outcome).toList();
    }

    public Optional<String> findStopped() {
        return Optional.ofNullable(stopped);
    }

    /** Whether every target has all scripts, no doctor found a gap, and nothing stopped the run. */
    public boolean isDone() {
        return with(Outcome.FAILED).isEmpty() && with(Outcome.NOT_TRIED).isEmpty() && stopped == null && isHealthy();
    }

    /** Whether no doctor found a gap in what was migrated. */
    public boolean isHealthy() {
        return diagnoses.values().stream().allMatch(Diagnosis::isHealthy);
    }

    /** For people: counts, then each failure and each gap. A server that is away is one line. */
    public String text() {
        String counts = "Run " + run + ": " + with(Outcome.MIGRATED).size() + " migrated, "
                + with(Outcome.UP_TO_DATE).size() + " up to date, "
                + with(Outcome.FAILED).size() + " failed, "
                + with(Outcome.NOT_TRIED).size() + " not tried, in " + duration.toMillis() + " ms\n";
        String gaps = diagnoses.values().stream()
                .filter(diagnosis -> !diagnosis.isHealthy())
                .map(Diagnosis::report)
                .collect(Collectors.joining());
        return counts
                + (stopped == null ? "" : "  stopped: " + stopped + "\n")
                + FailureLines.of(with(Outcome.FAILED))
                + gaps;
    }
}
