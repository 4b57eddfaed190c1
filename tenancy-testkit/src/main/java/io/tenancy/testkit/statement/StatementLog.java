package io.tenancy.testkit.statement;

import java.util.ArrayList;
import java.util.List;

/** What was run since it was last cleared. Safe for use by several threads. */
public final class StatementLog {

    private final List<SqlStatement> statements = new ArrayList<>();

    public synchronized void add(List<SqlStatement> more) {
        statements.addAll(more);
    }

    public synchronized void clear() {
        statements.clear();
    }

    public synchronized List<SqlStatement> statements() {
        return List.copyOf(statements);
    }
}
