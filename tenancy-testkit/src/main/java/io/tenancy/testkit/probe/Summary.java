package io.tenancy.testkit.probe;

import static java.util.stream.Collectors.joining;

import io.tenancy.testkit.probe.Outcome.Blocked;
import io.tenancy.testkit.probe.Outcome.Crossed;
import io.tenancy.testkit.probe.Outcome.Inconclusive;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** All results of one probe. The worst of them counts. */
record Summary(List<ProbeResult> results) {

    String verdict() {
        return List.<Predicate<Outcome>>of(
                        Crossed.class::isInstance, Inconclusive.class::isInstance, Blocked.class::isInstance)
                .stream()
                .filter(kind -> results.stream().map(ProbeResult::outcome).anyMatch(kind))
                .findFirst()
                .map(kind -> distinct(kind, Summary::brief))
                .orElse("not applicable");
    }

    private static String brief(ProbeResult result) {
        Outcome outcome = result.outcome();
        if (outcome instanceof Crossed crossed) {
            return "CROSSED, " + crossed.effect();
        }
        return outcome instanceof Blocked blocked ? blocked.by() : outcome.describe();
    }

    String markdown(String probe) {
        return "| " + results.get(0).family() + " | " + probe + " | "
                + verdict().replace("|", "\\|") + " | " + where() + " |";
    }

    /** Where it crossed or proved nothing; else where it was made. */
    private String where() {
        Predicate<Outcome> fault = outcome -> outcome instanceof Crossed || outcome instanceof Inconclusive;
        boolean isFaulty = results.stream().map(ProbeResult::outcome).anyMatch(fault);
        return distinct(isFaulty ? fault : outcome -> !(outcome instanceof NotApplicable), ProbeResult::subject);
    }

    private String distinct(Predicate<Outcome> kind, Function<ProbeResult, String> text) {
        return results.stream()
                .filter(result -> kind.test(result.outcome()))
                .map(text)
                .distinct()
                .sorted()
                .collect(joining(", "));
    }
}
