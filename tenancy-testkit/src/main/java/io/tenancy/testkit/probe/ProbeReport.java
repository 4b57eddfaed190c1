package io.tenancy.testkit.probe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.tenancy.testkit.probe.Outcome.Blocked;
import io.tenancy.testkit.probe.Outcome.Crossed;
import io.tenancy.testkit.probe.Outcome.Inconclusive;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all probes found, for each tenant against the other.
 *
 * @param sharedEntities the names of entities without a tenant attribute, which were not probed
 */
public record ProbeReport(List<ProbeResult> results, List<String> sharedEntities) {

    public ProbeReport {
        results = results.stream()
                .sorted(Comparator.comparing(ProbeResult::family))
                .toList();
        sharedEntities = List.copyOf(sharedEntities);
    }

    public List<ProbeResult> crossed() {
        return with(Crossed.class);
    }

    /** The names of the probes that crossed somewhere, in order. */
    public Set<String> crossedProbes() {
        var names = new LinkedHashSet<String>();
        crossed().forEach(result -> names.add(result.probe()));
        return names;
    }

    /** What proves nothing, and should: most often a seed is missing. */
    public List<ProbeResult> inconclusive() {
        return with(Inconclusive.class);
    }

    public List<ProbeResult> blocked() {
        return with(Blocked.class);
    }

    private List<ProbeResult> with(Class<? extends Outcome> kind) {
        return results.stream()
                .filter(result -> kind.isInstance(result.outcome()))
                .toList();
    }

    /**
     * Passes if every probe that applies was made and none crossed.
     *
     * @throws AssertionError with a table of those that crossed, or prove nothing
     */
    public ProbeReport requireNoneCrossed() {
        var faults = results.stream()
                .filter(result -> result.outcome() instanceof Crossed || result.outcome() instanceof Inconclusive)
                .toList();
        if (!faults.isEmpty()) {
            throw new AssertionError(summary() + "\n" + ProbeTable.of(faults).text());
        }
        if (blocked().isEmpty()) {
            throw new AssertionError(
                    summary() + "\nNothing was proven: no entity with @TenantId is mapped, or no probe applied.");
        }
        return this;
    }

    /** One line of numbers. */
    public String summary() {
        return results.size() + " probes: " + blocked().size() + " blocked, "
                + crossed().size() + " crossed, "
                + inconclusive().size() + " inconclusive, "
                + (results.size()
                        - blocked().size()
                        - crossed().size()
                        - inconclusive().size()) + " not applicable.";
    }

    /** All results as aligned text; a line for both directions where both ended alike. */
    public String table() {
        return ProbeTable.of(results).text();
    }

    /** What became of each probe, over all entities and both directions: what crossed, else what blocked it. */
    public Map<String, String> verdicts() {
        var verdicts = new LinkedHashMap<String, String>();
        byProbe().forEach((probe, all) -> verdicts.put(probe, new Summary(all).verdict()));
        return verdicts;
    }

    /** The verdicts as a table for documents, a line for each probe. */
    public String markdown() {
        return byProbe().entrySet().stream()
                .map(entry -> new Summary(entry.getValue()).markdown(entry.getKey()))
                .collect(joining("\n", "| | probe | verdict | where |\n|---|---|---|---|\n", "\n"));
    }

    private Map<String, List<ProbeResult>> byProbe() {
        return results.stream().collect(groupingBy(ProbeResult::probe, LinkedHashMap::new, toList()));
    }
}
