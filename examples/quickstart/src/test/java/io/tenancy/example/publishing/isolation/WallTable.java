package io.tenancy.example.publishing.isolation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.tenancy.testkit.probe.Outcome;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.ProbeReport;
import io.tenancy.testkit.probe.ProbeResult;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A line for each probe, a column for each placement, and in it who blocks the probe. */
final class WallTable {

    private record Where(String probe, String placement) {}

    private final Map<Where, Map<String, Map<Stand, Outcome>>> outcomes = new LinkedHashMap<>();
    private final Map<String, String> families = new LinkedHashMap<>();
    private final Set<String> placements = new LinkedHashSet<>();

    void add(String placement, Stand stand, ProbeReport report) {
        placements.add(placement);
        for (ProbeResult result : report.results()) {
            families.put(result.probe(), result.family().toString());
            outcomes.computeIfAbsent(new Where(result.probe(), placement), where -> new LinkedHashMap<>())
                    .computeIfAbsent(result.subject(), subject -> new EnumMap<>(Stand.class))
                    .put(stand, result.outcome());
        }
    }

    String markdown() {
        var text = new StringBuilder("| | probe | ").append(String.join(" | ", placements));
        text.append(" |\n|---|---|").append("---|".repeat(placements.size())).append("\n");
        families.forEach((probe, family) -> {
            text.append("| ").append(family).append(" | ").append(probe);
            placements.forEach(placement -> text.append(" | ").append(cell(new Where(probe, placement))));
            text.append(" |\n");
        });
        return text.toString();
    }

    /** Who blocks most of them; with their names, who blocks the others. */
    private String cell(Where where) {
        Map<Blocker, List<String>> subjects = outcomes.getOrDefault(where, Map.of()).entrySet().stream()
                .filter(entry -> !(entry.getValue().get(Stand.BOTH) instanceof NotApplicable))
                .collect(groupingBy(
                        entry -> Blocker.of(entry.getValue()),
                        () -> new EnumMap<>(Blocker.class),
                        mapping(Map.Entry::getKey, toList())));
        if (subjects.isEmpty()) {
            return "n/a";
        }
        var most = subjects.entrySet().stream()
                .max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow()
                .getKey();
        String others = subjects.entrySet().stream()
                .filter(entry -> entry.getKey() != most)
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(joining("; "));
        return others.isEmpty() ? most.toString() : most + "; " + others;
    }
}
