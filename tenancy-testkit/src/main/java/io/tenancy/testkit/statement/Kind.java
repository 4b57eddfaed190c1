package io.tenancy.testkit.statement;

/** What a statement does, as far as budgets and races tell them apart. */
public enum Kind {
    SELECT,
    INSERT,
    UPDATE,
    DELETE,
    OTHER
}
