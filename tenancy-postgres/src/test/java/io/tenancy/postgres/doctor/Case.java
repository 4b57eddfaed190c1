package io.tenancy.postgres.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is broken in a healthy database.
 *
 * @param object what the finding must name
 * @param breaking SQL, with the names of roles and database in braces
 * @param repair where the remedy has no statements
 */
record Case(Rule rule, String object, String breaking, @Nullable String repair) {

    static Case of(Rule rule, String object, String breaking) {
        return new Case(rule, object, breaking, null);
    }

    Case repairedBy(String sql) {
        return new Case(rule, object, breaking, sql);
    }

    @Override
    public String toString() {
        return rule.id() + ": " + breaking;
    }
}
