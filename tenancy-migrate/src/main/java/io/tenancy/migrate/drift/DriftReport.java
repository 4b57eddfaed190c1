package io.tenancy.migrate.drift;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which schemas of a fleet are not as the others of their kind and version. Definitions alone, never what is in rows.
 * Immutable.
 *
 * @param outliers in the order of the targets
 * @param uncompared targets that are fresh, unreachable, or the only one of their kind and version
 */
public record DriftReport(List<Cohort> cohorts, List<Outlier> outliers, List<Uncompared> uncompared) {

    public DriftReport {
        cohorts = List.copyOf(cohorts);
        outliers = List.copyOf(outliers);
        uncompared = List.copyOf(uncompared);
    }

    /** Whether no difference was found. */
    public boolean isClean() {
        return outliers.isEmpty();
    }

    /** For people: cohorts, outliers, and what was not compared. */
    public String text() {
        return Stream.of(
                        cohorts.stream().map(cohort -> cohort.sentence() + "\n"),
                        outliers.stream().map(Outlier::text),
                        uncompared.stream().map(each -> each.sentence() + "\n"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining());
    }
}
