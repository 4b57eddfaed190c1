package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.row.RowColumn;
import io.tenancy.hibernate.row.RowColumns;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** {@code COPY … FROM STDIN} through the tenant's connection. */
final class CopyWriter implements RowWriter {

    /** Characters that are sent at a time. */
    private static final int BUFFER = 1 << 16;

    private final RowColumns columns;
    private final SharedSessionContractImplementor session;
    private final List<ColumnText> texts;
    private final String sql;

    CopyWriter(EntityPersister persister, RowColumns columns, SharedSessionContractImplementor session) {
        this.columns = columns;
        this.session = session;
        this.texts = columns.list().stream()
                .map(column -> new ColumnText(column.mapping().getJdbcMapping(), session))
                .toList();
        this.sql = "copy " + persister.getTableName() + " (" + columns.join(use -> true, RowColumn::name, ", ")
                + ") from stdin";
    }

    /** COPY writes what it is given: no column may have an expression around it, other than a cast. */
    static boolean fits(RowColumns columns) {
        return columns.list().stream()
                .map(column -> column.mapping().getWriteExpression())
                .allMatch(expression -> expression.equals("?") || expression.matches("cast\\(\\? as [\\w ]+\\)"));
    }

    @Override
    public Way way() {
        return Way.COPY;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public long write(List<Given> rows) throws SQLException {
        CopyIn copy = session.getJdbcCoordinator()
                .getLogicalConnection()
                .getPhysicalConnection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(sql);
        try {
            var lines = new StringBuilder(BUFFER + BUFFER / 4);
            for (Given row : rows) {
                append(columns.values(session, row.id(), row.state()), lines);
                if (lines.length() > BUFFER) {
                    send(lines, copy);
                }
            }
            send(lines, copy);
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(StringBuilder lines, CopyIn copy) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private void append(@Nullable Object[] values, StringBuilder lines) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                lines.append('\t');
            }
            append(texts.get(i).of(values[i]), lines);
        }
        lines.append('\n');
    }

    private static void append(@Nullable String value, StringBuilder lines) {
        if (value == null) {
            lines.append("\\N");
            return;
        }
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            String escape =
                    switch (value.charAt(i)) {
                        case '\\' -> "\\\\";
                        case '\t' -> "\\t";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        default -> "";
                    };
            if (!escape.isEmpty()) {
                lines.append(value, copied, i).append(escape);
                copied = i + 1;
            }
        }
        lines.append(value, copied, value.length());
    }
}
