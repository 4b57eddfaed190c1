package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** What keeps the audit trail whole. */
final class AuditGuards {

    private static final String MODULE = "tenancy-audit";
    private static final String GATE = "audit/gate/Gate.java";
    private static final String JOURNAL = "audit/capture/Journal.java";
    private static final String STATEMENT = "audit/gate/RecordedStatement.java";
    private static final String GATE_TESTS = "audit.gate.GateTests";
    private static final String STATEMENT_TESTS = "audit.statement.StatementTests";

    private AuditGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("no statement passes the trail", "one that gives a number does")
                        .edit(MODULE, GATE, "            stop(session, journal.capture(), written);\n", "")
                        .foundBy(GATE_TESTS),
                Mutant.of("no statement passes the trail", "one that gives rows does")
                        .edit(
                                MODULE,
                                GATE,
                                "        }\n        stop(session, journal.capture(), written);\n",
                                "        }\n")
                        .foundBy(GATE_TESTS),
                Mutant.of("no actor, no write", "nobody may act")
                        .edit(
                                MODULE,
                                JOURNAL,
                                "            throw new ActorMissingException(tenant(), attempted, what);\n",
                                "")
                        .foundBy("audit.capture.OriginTests"),
                Mutant.of("a change without its record is rolled back", "the commit goes on")
                        .edit(
                                MODULE,
                                JOURNAL,
                                "            session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();\n",
                                "")
                        .foundBy(STATEMENT_TESTS),
                Mutant.of("the trail has the order of the changes", "what was gathered comes behind a statement")
                        .edit(MODULE, JOURNAL, "        write();\n        return origin();", "        return origin();")
                        .foundBy(STATEMENT_TESTS),
                Mutant.of("a statement records what it found", "it does not lock the rows")
                        .edit(
                                MODULE,
                                "audit/gate/RecordedSql.java",
                                " + \" for update of \" + row + \"),\\n\";",
                                " + \"),\\n\";")
                        .foundBy("audit.statement.ConcurrencyTests"),
                Mutant.of("a statement records all of its rows", "too many are left out")
                        .edit(MODULE, STATEMENT, "outcome.rows() > detail.rowsAtMost()", "outcome.rows() < 0")
                        .foundBy(STATEMENT_TESTS),
                Mutant.of("a statement records all of its rows", "foreign keys may take more along")
                        .edit(MODULE, STATEMENT, "if (!unseen.isEmpty()) {", "if (false) {")
                        .foundBy(STATEMENT_TESTS));
    }
}
