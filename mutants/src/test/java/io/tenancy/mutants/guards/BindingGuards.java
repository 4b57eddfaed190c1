package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** What keeps a transaction bound, and the next one unbound. */
final class BindingGuards {

    private static final String MODULE = "tenancy-postgres";
    private static final String BOND = "postgres/binding/Bond.java";
    private static final String CARRYING = "postgres/binding/CarryingStatement.java";

    private static final String STATE = "return bound && driver.getTransactionState() == TransactionState.OPEN;";
    private static final String AFTER_CONTROL =
            """
                        return translated(work);
                    } finally {
                        bound = false;
            """;

    private BindingGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                                "a rollback ends the binding",
                                "the transaction's state is not asked, control forgets nothing")
                        .edit(MODULE, BOND, STATE, "return bound;")
                        .edit(MODULE, BOND, AFTER_CONTROL, AFTER_CONTROL.replace("bound = false;", ""))
                        .foundBy("postgres.binding.StaleBindingTests"),
                Mutant.of("a rollback to a savepoint ends the binding", "control forgets nothing")
                        .edit(MODULE, BOND, AFTER_CONTROL, AFTER_CONTROL.replace("bound = false;", ""))
                        .foundBy("postgres.binding.StaleBindingTests"),
                Mutant.of("an error of the statement that carried ends the binding", "it counts as bound")
                        .edit(
                                MODULE,
                                BOND,
                                """
                                        bound = false;
                                        Object result = translated(work);
                                """,
                                """
                                        bound = true;
                                        Object result = translated(work);
                                """)
                        .foundBy("postgres.binding.StaleBindingTests"),
                Mutant.of(
                                "a commit by text ends the binding",
                                "it passes for an ordinary statement, the state is not asked")
                        .edit(MODULE, BOND, STATE, "return bound;")
                        .edit(MODULE, BOND, "bound = bound && transactionOpen();", "")
                        .edit(
                                MODULE,
                                "postgres/binding/StatementRules.java",
                                "\"begin\", \"start\", \"commit\",",
                                "\"begin\", \"start\",")
                        .foundBy("postgres.binding.StaleBindingTests"),
                Mutant.of("settings end with the transaction", "set_config for the session")
                        .edit(MODULE, "postgres/binding/Binding.java", "\"',?,true)\"", "\"',?,false)\"")
                        .foundBy("postgres.binding.ReleaseTests", "postgres.AdmissionTests"),
                Mutant.of("the binding goes ahead of a batch", "a batch is sent as it is")
                        .edit(
                                MODULE,
                                CARRYING,
                                "return bond.eager(() -> batch.execute(call));",
                                "return bond.plain(() -> batch.execute(call));")
                        .foundBy("postgres.binding.RoundTripTests"),
                Mutant.of("a batch carries nothing", "its statement has the binding in front")
                        .edit(
                                MODULE,
                                "postgres/binding/Batch.java",
                                "PreparedStatement statement = statements.alone();",
                                "PreparedStatement statement = statements.carrier();")
                        .foundBy("postgres.binding.DriverOptionTests", "postgres.binding.StaleBindingTests"),
                Mutant.of("a plain statement waits for the binding", "it is sent as it is")
                        .edit(
                                MODULE,
                                "postgres/binding/EagerStatement.java",
                                """
                                        if (fetchSize == 0 || !bond.pooled().getAutoCommit()) {
                                            return bond.eager(() -> call.on(delegate));\
                                """,
                                """
                                        if (fetchSize == 0 || !bond.pooled().getAutoCommit()) {
                                            return bond.plain(() -> call.on(delegate));\
                                """)
                        .foundBy("postgres.binding.RoundTripTests"),
                Mutant.of("a statement that asks for keys carries nothing", "every prepared statement carries")
                        .edit(MODULE, "postgres/binding/BoundConnection.java", "if (!canCarry(call)) {", "if (false) {")
                        .foundBy("postgres.binding.RoundTripTests", "postgres.binding.ClosedConnectionTests"),
                Mutant.of("a read-only tenant's transactions are read-only", "they are not")
                        .edit(
                                MODULE,
                                "postgres/binding/Binding.java",
                                "if (TenantAccess.readOnly(bound)) {",
                                "if (false) {")
                        .foundBy("postgres.AdmissionTests"),
                Mutant.of("each statement asks whose the thread is", "nobody asks")
                        .edit(MODULE, BOND, "if (!entered.equals(tenant)) {", "if (false) {")
                        .foundBy("postgres.binding.ClosedConnectionTests"));
    }
}
