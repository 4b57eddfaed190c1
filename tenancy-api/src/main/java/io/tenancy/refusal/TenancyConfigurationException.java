package io.tenancy.refusal;

import java.util.List;

/** The configuration cannot work. Every problem that was found is in it, not only the first. */
public final class TenancyConfigurationException extends TenancyException {

    private final List<String> problems;

    /** @throws IllegalArgumentException if there is no problem to report */
    public TenancyConfigurationException(String what, List<String> problems) {
        super(null, message(what, problems), null);
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem: what was found, what was expected, what to do. */
    public List<String> problems() {
        return problems;
    }

    private static String message(String what, List<String> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("expected at least one problem");
        }
        return what + " cannot start, " + (problems.size() == 1 ? "1 problem:" : problems.size() + " problems:")
                + "\n  - " + String.join("\n  - ", problems);
    }
}
