package io.tenancy.audit.gate;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.capture.Journal;
import io.tenancy.audit.capture.StatementDetail;
import io.tenancy.audit.capture.StatementDetail.Sort;
import io.tenancy.audit.gate.Dml.Verb;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.log.Origin;
import io.tenancy.audit.refusal.TooManyRowsException;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.audit.row.CollectionJson;
import io.tenancy.audit.row.RowJson;
import io.tenancy.audit.row.RowTables;
import io.tenancy.hibernate.routing.SessionTenant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** A statement on recorded tables that somebody has recorded. */
record RecordedStatement(
        SharedSessionContractImplementor session,
        Journal journal,
        String sql,
        Set<String> tables,
        StatementDetail detail,
        Optional<Kind> kind) {

    /** In the place of the one that Hibernate would have sent. */
    interface Runner {

        Outcome run(RecordedSql sql, Origin origin, long rowsAtMost);
    }

    /**
     * What the database says of it.
     *
     * @param reached tables whose rows it changed or deleted along, by foreign keys
     */
    record Outcome(long rows, Set<String> reached) {}

    /** @param plain sends the statement as it is */
    int execute(Supplier<Integer> plain, Runner runner) {
        Dml dml = Dml.of(sql)
                .orElseThrow(() -> refused("Plain updates, deletes and inserts of one table can be recorded, without"
                        + " RETURNING. Change the entities, or table by table."));
        return detail.sort() == Sort.SUMMARY ? summary(dml, plain, runner) : rows(dml, runner);
    }

    private int rows(Dml dml, Runner runner) {
        Optional<CollectionJson> elements =
                find(RowTables::findCollection).filter(any -> dml.verb() == Verb.DELETE && detail.sort() == Sort.ROWS);
        String entity = elements.isPresent()
                ? elements.orElseThrow().owner().name()
                : requireTable().entity().name();
        Origin origin = journal.originOfStatement(attempted(tables), entity);
        RecordedSql recorded =
                elements.map(rows -> RecordedSql.elements(dml, rows)).orElseGet(() -> sql(dml, requireTable()));
        Outcome outcome = runner.run(recorded, origin, detail.rowsAtMost());
        // By now the rows are changed and not all of it is recorded: whoever catches this cannot commit.
        journal.recording(() -> requireAllRecorded(outcome));
        return Math.toIntExact(outcome.rows());
    }

    private RecordedSql sql(Dml dml, RowJson rows) {
        Kind told = kind.orElseGet(() -> Kind.valueOf(dml.verb().name()));
        return detail.sort() == Sort.KEYS
                ? RecordedSql.keys(dml, rows, told)
                : RecordedSql.perRow(
                        dml, rows, told, capture().tenantColumn().name().quoted());
    }

    private RowJson requireTable() {
        RowJson rows = table().orElseThrow(() -> refused("Whose rows these are, or what they are, the table alone does"
                + " not tell. Change the entities, or record it asSummary()."));
        if (!rows.isAlone()) {
            throw refused("Its entities have rows in several tables. Change the entities, or record it asSummary().");
        }
        if (!rows.problems().isEmpty()) {
            throw refused(String.join(" ", rows.problems()));
        }
        return rows;
    }

    private void requireAllRecorded(Outcome outcome) {
        if (detail.sort() == Sort.ROWS && outcome.rows() > detail.rowsAtMost()) {
            throw new TooManyRowsException(
                    SessionTenant.of(session).tenant(), attempted(tables), outcome.rows(), detail.rowsAtMost());
        }
        var unseen = new TreeSet<>(outcome.reached());
        unseen.retainAll(capture().tables());
        if (!unseen.isEmpty()) {
            throw refused("A foreign key changes rows of " + String.join(", ", unseen) + " along with it, which nobody"
                    + " records; the transaction is rolled back. Delete those first, and have the key say no action.");
        }
    }

    private int summary(Dml dml, Supplier<Integer> plain, Runner runner) {
        String entity = table().map(rows -> rows.entity().name()).orElseGet(() -> String.join(", ", tables));
        Origin origin = journal.originOfStatement(attempted(tables), entity);
        Outcome outcome = dml.verb() == Verb.DELETE
                ? runner.run(RecordedSql.delete(dml), origin, detail.rowsAtMost())
                : new Outcome(plain.get(), Set.of());
        journal.recording(() -> {
            requireAllRecorded(outcome);
            journal.writeNow(
                    new Change(Kind.STATEMENT, entity, "*", null, Map.of("statement", sql, "rows", outcome.rows())));
        });
        return Math.toIntExact(outcome.rows());
    }

    private Optional<RowJson> table() {
        return find(RowTables::find);
    }

    private <T> Optional<T> find(BiFunction<RowTables, String, Optional<T>> lookup) {
        return tables.size() == 1
                ? lookup.apply(
                        capture().rows(session.getFactory()), tables.iterator().next())
                : Optional.empty();
    }

    private Capture capture() {
        return journal.capture();
    }

    private UnrecordedWriteException refused(String instead) {
        return refused(session, tables, instead);
    }

    static UnrecordedWriteException refused(
            SharedSessionContractImplementor session, Set<String> tables, String instead) {
        var tenant = SessionTenant.of(session);
        return new UnrecordedWriteException(
                tenant.isOperator() ? null : tenant.tenant(), attempted(tables), tables, instead);
    }

    static String attempted(Set<String> tables) {
        return tables.stream().sorted().collect(Collectors.joining(", ", "A statement that writes to ", ""));
    }
}
