package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Tables beside the tenants' that do not say whose a row is: collections and joins, as Hibernate maps them. */
final class MissingColumns {

    /** A table on which the application has no right, such as the history of migrations, shows it nothing. */
    private static final String QUERY =
            """
            select p.schema, c.relname as name
              from patient p
              join pg_namespace n on n.nspname = p.schema
              join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p') and not c.relispartition, named
             where c.relname <> all (named.shared)
               and not exists (select from pg_attribute a
                                where a.attrelid = c.oid and a.attname = named.tenant_column and not a.attisdropped)
               and exists (select from handed where handed.object = c.oid)
             order by p.schema, c.relname
            """;

    private MissingColumns() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            TenantColumn column = examination.doctor().column();
            var name = QualifiedName.of(row.getString("schema"), row.getString("name"));
            String add = "alter table " + name.quoted() + " add column "
                    + column.name().quoted() + " " + column.type().name().toLowerCase(Locale.ROOT);
            var table = new TenantTable(name, column, TenantTable.Kind.TABLE, false);
            found.accept(Finding.of(
                    Rule.TENANT_COLUMN_MISSING,
                    "table " + name,
                    "no column '" + column.name() + "'",
                    "one, or the table declared with Doctor.withShared",
                    Ddl.section("tenant column of " + name + "; fill it where there are rows", List.of(add))
                            .then(examination.wallAround(table))));
        });
    }
}
