package io.tenancy.postgres.doctor;

import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import java.sql.SQLException;
import java.util.List;

/** The tenant columns: their type, and that none of them is empty. */
final class TenantColumns {

    /** On PostgreSQL 18 a constraint can be there and say nothing about the rows before it. */
    private static final String QUERY =
            """
            select t.schema, t.name, t.partition, t.type,
                   a.attnotnull and not exists (
                     select from pg_constraint n
                      where n.conrelid = t.oid and n.contype = 'n' and n.conkey = array[t.tenant] and not n.convalidated)
                     as filled
              from tenant_table t join pg_attribute a on a.attrelid = t.oid and a.attnum = t.tenant
             where not t.partition
             order by t.schema, t.name
            """;

    private TenantColumns() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        TenantColumn column = examination.doctor().column();
        return examination.findings(QUERY, (row, found) -> {
            TenantTable table = Prelude.table(examination, row);
            String alter = "alter table " + table.name().quoted() + " alter column "
                    + column.name().quoted();
            String object = "table " + table.name();
            if (!row.getBoolean("filled")) {
                found.accept(Finding.of(
                        Rule.TENANT_NULLABLE,
                        object,
                        "a nullable column '" + column.name() + "'",
                        "NOT NULL",
                        alter + " set not null"));
            }
            if (!fits(row.getString("type"), column.type())) {
                String expected = expected(column.type());
                found.accept(Finding.inWords(
                        Rule.TENANT_COLUMN_TYPE,
                        object,
                        "column '" + column.name() + "' of type " + row.getString("type"),
                        expected,
                        "take the wall down, change the type to " + expected + ", put the wall up again"));
            }
        });
    }

    private static boolean fits(String printed, TenantColumn.Type type) {
        return printed.equals(expected(type))
                || (type == TenantColumn.Type.TEXT && printed.equals("character varying"));
    }

    private static String expected(TenantColumn.Type type) {
        return switch (type) {
            case TEXT -> "text";
            case UUID -> "uuid";
            case BIGINT -> "bigint";
        };
    }
}
