package io.tenancy.postgres.doctor;

import io.tenancy.refusal.TenancyConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the doctor found. Immutable.
 *
 * @param subject what was examined, such as {@code database 'shop'}
 */
public record Diagnosis(String subject, List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** What lets something cross between tenants. */
    public List<Finding> gaps() {
        return findings.stream().filter(Finding::isGap).toList();
    }

    /** What only costs. */
    public List<Finding> advice() {
        return findings.stream().filter(finding -> !finding.isGap()).toList();
    }

    /** Whether there is no gap; there may be advice. */
    public boolean isHealthy() {
        return gaps().isEmpty();
    }

    /**
     * Goes on only without a gap. For the start of a service, and as an assertion in a test.
     *
     * @throws TenancyConfigurationException with all findings, gaps first
     */
    public Diagnosis requireHealthy() {
        if (!isHealthy()) {
            throw new TenancyConfigurationException(
                    "A service on " + subject,
                    inOrder().stream().map(Finding::sentence).toList());
        }
        return this;
    }

    /** This and another diagnosis, as one. */
    public Diagnosis and(Diagnosis other) {
        var all = new ArrayList<>(findings);
        all.addAll(other.findings);
        return new Diagnosis(subject.equals(other.subject) ? subject : subject + ", " + other.subject, all);
    }

    /** For people: every finding with its remedy as a script. */
    public String report() {
        String summary = findings.isEmpty()
                ? "nothing found"
                : count(gaps().size(), "gap", "gaps") + ", "
                        + count(advice().size(), "piece of advice", "pieces of advice");
        return inOrder().stream()
                .map(Diagnosis::paragraph)
                .collect(Collectors.joining("", subject + ": " + summary + "\n", ""));
    }

    private List<Finding> inOrder() {
        var all = new ArrayList<>(gaps());
        all.addAll(advice());
        return all;
    }

    private static String paragraph(Finding finding) {
        return """

               %s %s: %s
                 found:    %s
                 expected: %s
                 see:      %s
               %s"""
                .formatted(
                        finding.severity(),
                        finding.rule().id(),
                        finding.object(),
                        finding.found(),
                        finding.expected(),
                        finding.rule().link(),
                        finding.remedy().script().indent(4));
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
