package io.tenancy.testkit.probe;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Results as text in columns, in the order of the probes. */
record ProbeTable(List<List<String>> lines) {

    private static final String GAP = "  ";

    private record Place(Family family, String probe, String subject) {}

    static ProbeTable of(List<ProbeResult> results) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("", "probe", "on", "who reaches for whom", "outcome"));
        results.stream()
                .collect(groupingBy(
                        result -> new Place(result.family(), result.probe(), result.subject()),
                        LinkedHashMap::new,
                        toList()))
                .forEach((place, both) -> lines.addAll(lines(place, both)));
        return new ProbeTable(lines);
    }

    private static List<List<String>> lines(Place place, List<ProbeResult> directions) {
        long different =
                directions.stream().map(ProbeResult::outcome).distinct().count();
        return directions.stream()
                .limit(different)
                .map(result -> List.of(
                        place.family().toString(),
                        place.probe(),
                        place.subject(),
                        directions.size() > 1 && different == 1 ? "both" : result.own() + " → " + result.foreign(),
                        result.outcome().describe()))
                .toList();
    }

    String text() {
        var widths = IntStream.range(0, lines.get(0).size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var text = new StringBuilder();
        for (List<String> line : lines) {
            var padded = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                String cell = line.get(column);
                padded.append(cell)
                        .append(" ".repeat(widths[column] - cell.length()))
                        .append(GAP);
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
