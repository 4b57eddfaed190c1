package io.tenancy.migrate.report;

import io.tenancy.migrate.target.MigrationTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Failures for people: a server that is away is one line, not one for each of its schemas. */
final class FailureLines {

    private static final int NAMED = 3;

    private FailureLines() {}

    static String of(List<TargetReport> failed) {
        var alike = new LinkedHashMap<List<Object>, List<MigrationTarget>>();
        for (TargetReport report : failed) {
            // A script fails in a schema. What else is the same in several is the server's.
            Object place = report.findFailure().map(TargetFailure::script).isPresent()
                    ? report.target()
                    : report.target().server();
            alike.computeIfAbsent(List.of(place, sentence(report)), any -> new ArrayList<>())
                    .add(report.target());
        }
        return alike.entrySet().stream()
                .map(each -> "  failed: " + text(each.getValue()) + ": "
                        + each.getKey().get(1) + "\n")
                .collect(Collectors.joining());
    }

    private static String sentence(TargetReport report) {
        return report.findFailure().map(TargetFailure::sentence).orElse("");
    }

    private static String text(List<MigrationTarget> targets) {
        MigrationTarget first = targets.get(0);
        if (targets.size() == 1) {
            return first.toString();
        }
        String names = targets.stream()
                .limit(NAMED)
                .map(target -> "'" + target.schema() + "'")
                .collect(Collectors.joining(", "));
        return targets.size() + " schemas on server '" + first.server() + "' (" + names
                + (targets.size() > NAMED ? " and " + (targets.size() - NAMED) + " more" : "") + ")";
    }
}
