package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.row.RowColumn;
import io.tenancy.hibernate.row.RowColumn.Use;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a source of a statement: the tenant, who is the same for all, and an array for each other column. {@code n} is
 * the number of a row, from 1. Immutable.
 */
record ArraySource(LiveTable table, List<RowColumn> columns) {

    private static final String TENANT = "o.tenant";

    /** What stands in a FROM clause. */
    String from() {
        var tenant = new StringBuilder();
        var arrays = new ArrayList<String>();
        var names = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            LiveTable.Type type = table.type(columns.get(i));
            if (columns.get(i).use() == Use.TENANT) {
                tenant.append("(values (cast(? as ").append(type.name()).append("))) as o (tenant), ");
            } else {
                arrays.add("cast(? as " + (type.nested() ? "text" : type.name()) + "[])");
                names.add("c" + i);
            }
        }
        return tenant + "unnest(" + String.join(", ", arrays) + ") with ordinality as u (" + String.join(", ", names)
                + ", n)";
    }

    /** A column's value in the statement, written as its mapping says. */
    String value(RowColumn column) {
        if (column.use() == Use.TENANT) {
            return TENANT;
        }
        LiveTable.Type type = table.type(column);
        String element = "u.c" + columns.indexOf(column);
        return column.mapping()
                .getWriteExpression()
                .replace("?", type.nested() ? "cast(" + element + " as " + type.name() + ")" : element);
    }

    /** @param rows not empty; the values of each, one for each column */
    void bind(PreparedStatement statement, List<@Nullable Object[]> rows, SharedSessionContractImplementor session)
            throws SQLException {
        var text = new ColumnText(session);
        int parameter = 1;
        for (int i = 0; i < columns.size(); i++) {
            RowColumn column = columns.get(i);
            if (column.use() == Use.TENANT) {
                column.bind(statement, 1, rows.get(0)[i], session);
                parameter = 2;
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            RowColumn column = columns.get(i);
            if (column.use() != Use.TENANT) {
                var array = new ArrayText();
                for (@Nullable Object[] row : rows) {
                    array.add(text.of(column.mapping().getJdbcMapping(), row[i]));
                }
                // Of no type that the driver knows: the server takes the one of the cast.
                statement.setObject(parameter++, array.toString(), Types.OTHER);
            }
        }
    }
}
