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

    /** What stands in a FROM clause. A list of columns is read as it comes; PostgreSQL would store a table of arrays first. */
    String from() {
        var tenant = new StringBuilder();
        var arrays = new ArrayList<String>();
        for (int i = 0; i < columns.size(); i++) {
            LiveTable.Type type = table.type(columns.get(i));
            if (columns.get(i).use() == Use.TENANT) {
                tenant.append("(values (cast(? as ").append(type.name()).append("))) as o (tenant), ");
            } else {
                arrays.add("unnest(cast(? as " + (type.nested() ? "text" : type.name()) + "[])) as c" + i);
            }
        }
        return tenant + "(select " + String.join(", ", arrays) + ", generate_series(1, ?) as n) as u";
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

    /** @param rows the values of each, one for each column */
    void bind(PreparedStatement statement, Iterable<@Nullable Object[]> rows, SharedSessionContractImplementor session)
            throws SQLException {
        List<ArrayText> arrays = columns.stream()
                .map(column -> new ArrayText(new ColumnText(column.mapping().getJdbcMapping(), session)))
                .toList();
        int count = 0;
        int first = 1;
        for (@Nullable Object[] row : rows) {
            count++;
            for (int i = 0; i < row.length; i++) {
                if (columns.get(i).use() != Use.TENANT) {
                    arrays.get(i).add(row[i]);
                } else if (count == 1) {
                    columns.get(i).bind(statement, first++, row[i], session);
                }
            }
        }
        int parameter = first;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).use() != Use.TENANT) {
                // Of no type that the driver knows: the server takes the one of the cast.
                statement.setObject(parameter++, arrays.get(i).toString(), Types.OTHER);
            }
        }
        statement.setInt(parameter, count);
    }
}
