package io.tenancy.audit.gate;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.capture.Journal;
import io.tenancy.audit.capture.StatementDetail;
import io.tenancy.audit.capture.StatementDetail.Sort;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.log.Origin;
import io.tenancy.audit.refusal.TooManyRowsException;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.audit.row.RowJson;
import io.tenancy.hibernate.routing.SessionTenant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

        /** Gives the number of the rows. */
        long run(RecordedSql sql, Origin origin, long rowsAtMost);
    }

    /** @param plain sends the statement as it is */
    int execute(Supplier<Integer> plain, Runner runner) {
        return detail.sort() == Sort.SUMMARY ? summary(plain) : rows(runner);
    }

    private int rows(Runner runner) {
        Dml dml = Dml.of(sql)
                .orElseThrow(() -> refused("Its rows can be told of plain updates, deletes and inserts of one table."
                        + " Change the entities, or record it asSummary()."));
        RowJson rows = table().orElseThrow(() -> refused("Whose rows these are, the table alone does not tell."
                + " Change the entities, or record it asSummary()."));
        if (!rows.isAlone()) {
            throw refused("Its entities have rows in several tables. Change the entities, or record it asSummary().");
        }
        if (!rows.problems().isEmpty()) {
            throw refused(String.join(" ", rows.problems()));
        }
        Origin origin =
                journal.originOfStatement(attempted(tables), rows.entity().name());
        Kind told = kind.orElseGet(() -> Kind.valueOf(dml.verb().name()));
        String tenantColumn = capture().tenantColumn().name().quoted();
        RecordedSql recorded = detail.sort() == Sort.KEYS
                ? RecordedSql.keys(dml, rows, told)
                : RecordedSql.perRow(dml, rows, told, tenantColumn);
        long changed = runner.run(recorded, origin, detail.rowsAtMost());
        if (detail.sort() == Sort.ROWS && changed > detail.rowsAtMost()) {
            // The rows are changed and not recorded: whoever catches this cannot commit.
            journal.recording(() -> {
                throw new TooManyRowsException(
                        SessionTenant.of(session).tenant(), attempted(tables), changed, detail.rowsAtMost());
            });
        }
        return Math.toIntExact(changed);
    }

    private int summary(Supplier<Integer> plain) {
        String entity = table().map(rows -> rows.entity().name()).orElseGet(() -> String.join(", ", tables));
        journal.originOfStatement(attempted(tables), entity);
        int changed = plain.get();
        journal.recording(() -> journal.writeNow(
                new Change(Kind.STATEMENT, entity, "*", null, Map.of("statement", sql, "rows", changed))));
        return changed;
    }

    private Optional<RowJson> table() {
        return tables.size() == 1
                ? capture().rows(session.getFactory()).find(tables.iterator().next())
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
