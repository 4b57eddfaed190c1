package io.tenancy.testkit.junit;

import io.tenancy.testkit.statement.Kind;
import io.tenancy.testkit.statement.SqlStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A budget against what was run. */
record Budget(QueryBudget limits, List<SqlStatement> run) {

    /** @throws AssertionError if it is exceeded */
    void check() {
        var over = new ArrayList<String>();
        compare(over, Kind.SELECT, limits.selects());
        compare(over, Kind.INSERT, limits.inserts());
        compare(over, Kind.UPDATE, limits.updates());
        compare(over, Kind.DELETE, limits.deletes());
        if (run.size() > limits.statements()) {
            over.add("statements: expected at most " + limits.statements() + ", found " + run.size());
        }
        if (!over.isEmpty()) {
            throw new AssertionError("Query budget exceeded: " + String.join("; ", over) + ". They ran:\n- "
                    + run.stream().map(SqlStatement::shape).collect(Collectors.joining("\n- ")));
        }
    }

    private void compare(List<String> over, Kind kind, int limit) {
        long found = run.stream().filter(each -> each.kind() == kind).count();
        if (found > limit) {
            over.add(kind.name().toLowerCase(Locale.ROOT) + "s: expected at most " + limit + ", found " + found);
        }
    }
}
