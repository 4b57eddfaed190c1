package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Columns of large objects in shared tables: the objects belong to a login, not to a row. */
final class LargeObjectColumns {

    private static final String QUERY =
            """
            select t.schema, t.name, a.attname as column, type.typname as type
              from tenant_table t
              join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
              join pg_type type on type.oid = a.atttypid
             where t.placement = 'rows' and not t.partition
               and (type.oid = 'oid'::regtype or type.typname = 'lo' and type.typbasetype = 'oid'::regtype)
             order by t.schema, t.name, a.attnum
            """;

    private LargeObjectColumns() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
            var column = Identifier.of(row.getString("column"));
            found.accept(Finding.of(
                    Rule.LARGE_OBJECT,
                    "table " + table,
                    "column '" + column + "' of type " + row.getString("type"),
                    "bytea or text",
                    "alter table " + table.quoted() + " alter column " + column.quoted() + " type bytea using lo_get("
                            + column.quoted() + ")"));
        });
    }
}
