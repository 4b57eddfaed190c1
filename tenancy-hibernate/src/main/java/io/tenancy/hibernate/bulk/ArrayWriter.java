package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.row.RowColumn;
import io.tenancy.hibernate.row.RowColumn.Use;
import io.tenancy.hibernate.row.RowColumns;
import io.tenancy.hibernate.softdelete.SoftDelete;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** One statement over an array for each column. */
final class ArrayWriter implements RowWriter {

    private final Operation operation;
    private final EntityPersister persister;
    private final RowColumns columns;
    private final SharedSessionContractImplementor session;
    private final List<RowColumn> sent;
    private final int[] positions;
    private final ArraySource source;
    private final String sql;

    ArrayWriter(
            Operation operation,
            EntityPersister persister,
            RowColumns columns,
            LiveTable table,
            SharedSessionContractImplementor session) {
        this.operation = operation;
        this.persister = persister;
        this.columns = columns;
        this.session = session;
        this.sent = sent();
        // The version that is expected is none of the row's values.
        this.positions = sent.stream()
                .limit(expectsVersion() ? sent.size() - 1 : sent.size())
                .mapToInt(columns::position)
                .toArray();
        this.source = new ArraySource(table, sent);
        this.sql = statement();
    }

    @Override
    public Way way() {
        return Way.ARRAYS;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public long write(List<Given> rows) throws SQLException {
        var jdbc = session.getJdbcCoordinator();
        PreparedStatement statement = jdbc.getStatementPreparer().prepareQueryStatement(sql, false, null);
        try {
            source.bind(statement, () -> rows.stream().map(this::values).iterator(), session);
            if (operation == Operation.INSERT) {
                return jdbc.getResultSetReturn().executeUpdate(statement, sql);
            }
            ResultSet answer = jdbc.getResultSetReturn().extract(statement, sql);
            return operation == Operation.UPSERT ? takeUpserted(rows, answer) : requireAll(rows, answer);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(statement);
            jdbc.afterStatementExecution();
        }
    }

    /** A row that is deleted is not sent, only what identifies it; the version that is expected comes last. */
    private List<RowColumn> sent() {
        var list = new ArrayList<RowColumn>();
        columns.list().stream()
                .filter(column -> operation != Operation.DELETE || column.use().identifies())
                .forEach(list::add);
        if (expectsVersion()) {
            list.add(new RowColumn(persister.getVersionMapping(), Use.KEPT));
        }
        return list;
    }

    private boolean expectsVersion() {
        return operation.compares(persister);
    }

    private @Nullable Object[] values(Given row) {
        @Nullable Object[] all = columns.values(session, row.id(), row.state());
        @Nullable Object[] values = new Object[sent.size()];
        for (int i = 0; i < positions.length; i++) {
            values[i] = all[positions[i]];
        }
        if (expectsVersion()) {
            values[positions.length] =
                    persister.getVersionMapping().getJdbcMapping().convertToRelationalValue(row.expected());
        }
        return values;
    }

    private String statement() {
        String table = persister.getTableName();
        String names = columns.join(use -> true, RowColumn::name, ", ");
        return switch (operation) {
            case INSERT -> "insert into " + table + " (" + names + ") select " + values() + " from " + source.from();
            case UPSERT ->
                // In the order in which the answer is read.
                "insert into " + table + " as t (" + names + ") select " + values() + " from " + source.from()
                        + " order by u.n" + columns.onConflict();
            case UPDATE ->
                "update " + table + " as t set " + assignments() + " from " + source.from() + " where " + found()
                        + " returning u.n";
            case DELETE ->
                "delete from " + table + " as t using " + source.from() + " where " + found() + " returning u.n";
        };
    }

    private String values() {
        return columns.join(use -> true, source::value, ", ");
    }

    private String assignments() {
        String changed = columns.join(Use::changes, this::assignment, ", ");
        // An entity that is nothing but its id.
        return changed.isEmpty() ? columns.join(Use::identifies, this::assignment, ", ") : changed;
    }

    private String assignment(RowColumn column) {
        return column.name() + " = " + source.value(column);
    }

    private String found() {
        String found = columns.join(Use::identifies, this::same, " and ")
                + SoftDelete.findLiveCondition(persister, "t")
                        .map(live -> " and " + live)
                        .orElse("");
        return expectsVersion() ? found + " and " + same(sent.get(sent.size() - 1)) : found;
    }

    private String same(RowColumn column) {
        return "t." + column.name() + " = " + source.value(column);
    }

    private long takeUpserted(List<Given> rows, ResultSet answer) throws SQLException {
        long inserted = 0;
        for (Given row : rows) {
            answer.next();
            inserted += answer.getBoolean(1) ? 1 : 0;
            if (persister.isVersioned()) {
                var mapping = persister.getVersionMapping().getJdbcMapping();
                Object version = mapping.getJdbcValueExtractor().extract(answer, 2, session);
                persister.setValue(
                        row.row(), persister.getVersionPropertyIndex(), mapping.convertToDomainValue(version));
            }
        }
        return inserted;
    }

    private long requireAll(List<Given> rows, ResultSet answer) throws SQLException {
        var found = new BitSet(rows.size());
        while (answer.next()) {
            found.set(answer.getInt(1) - 1);
        }
        if (found.cardinality() < rows.size()) {
            var missing = IntStream.range(0, rows.size())
                    .filter(row -> !found.get(row))
                    .mapToObj(row -> rows.get(row).id())
                    .toList();
            SoftDelete.in(session).requireNotDeleted(operation.title(), persister.getMappedClass(), missing);
            Object first = missing.get(0);
            throw new StaleObjectStateException(
                    persister.getEntityName(),
                    first,
                    operation.title() + " of " + persister.getEntityName() + ": expected " + rows.size()
                            + " rows of this tenant with the versions given, found " + found.cardinality()
                            + "; the first that is missing is #" + first + ". Read them again.");
        }
        return 0;
    }
}
