package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Ddl;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong in the catalog. Immutable.
 *
 * @param object the table, role or other object that is concerned, without quotes
 * @param remedy what repairs it, to be reviewed and run by a superuser or, where only tables are concerned, by the
 *     owner; without statements where no statement can
 */
public record Finding(Rule rule, String object, String found, String expected, Ddl remedy) {

    static Finding of(Rule rule, String object, String found, String expected, Ddl remedy) {
        return new Finding(rule, object, found, expected, remedy);
    }

    static Finding of(Rule rule, String object, String found, String expected, String... statements) {
        return of(rule, object, found, expected, Ddl.section(rule.id() + " of " + object, List.of(statements)));
    }

    /** Where PostgreSQL cannot repair it: one line that says who must do what. */
    static Finding inWords(Rule rule, String object, String found, String expected, String remedy) {
        return of(rule, object, found, expected, new Ddl(List.of(new Ddl.Section(remedy, List.of()))));
    }

    public Severity severity() {
        return rule.severity();
    }

    public boolean isGap() {
        return severity() == Severity.GAP;
    }

    /** All of it in one line. */
    public String sentence() {
        return "[" + rule.id() + "] " + object + ": found " + found + ", expected " + expected + ". Remedy: "
                + oneLine() + ". See " + rule.link() + ".";
    }

    private String oneLine() {
        return remedy.sections().stream()
                .map(section ->
                        section.statements().isEmpty() ? section.about() : String.join("; ", section.statements()))
                .collect(Collectors.joining("; "));
    }
}
