package io.tenancy.migrate.drift;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /** Whether no difference was found; in what could be read, unless {@link #isComplete}. */
    public boolean isClean() {
        return outliers.isEmpty();
    }

    /** Whether every target could be read. */
    public boolean isComplete() {
        return uncompared.stream().noneMatch(each -> each.kind() == Uncompared.Kind.UNREACHABLE);
    }

    /** For people: cohorts, outliers, and what was not compared. */
    public String text() {
        return Stream.of(
                        cohorts.stream().map(cohort -> cohort.sentence() + "\n"),
                        outliers.stream().map(Outlier::text),
                        uncomparedByReason())
                .flatMap(lines -> lines)
                .collect(Collectors.joining());
    }

    /** A server that is away is one line, not one for each of its schemas. */
    private Stream<String> uncomparedByReason() {
        var byReason = new LinkedHashMap<String, List<Uncompared>>();
        uncompared.forEach(each -> byReason.computeIfAbsent(each.reason(), any -> new ArrayList<>())
                .add(each));
        return byReason.values().stream()
                .map(alike -> alike.size() == 1
                        ? alike.get(0).sentence() + "\n"
                        : alike.get(0).target() + " and " + (alike.size() - 1) + " more were not compared: "
                                + alike.get(0).reason() + "\n");
    }
}
