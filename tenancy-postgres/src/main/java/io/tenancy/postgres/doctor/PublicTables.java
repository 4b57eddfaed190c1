package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.QualifiedName;
import io.tenancy.postgres.wall.TenantTable;
import java.sql.SQLException;
import java.util.List;

/** Tables of tenants in {@code public}. */
final class PublicTables {

    private static final String QUERY =
            """
            select 'public' as schema, c.relname::text as name, c.relispartition as partition,
                   format_type(a.atttypid, null) as type
              from pg_class c
              join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
              join named on named.tenant_column = a.attname
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
             order by c.relispartition, c.relname
            """;

    private PublicTables() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            TenantTable table = Prelude.table(examination, row);
            found.accept(Finding.of(
                    Rule.TENANT_TABLE_IN_PUBLIC,
                    "table " + table.name(),
                    "a tenant column in schema public",
                    "tenant tables in schemas of their own only",
                    remedy(examination, table)));
        });
    }

    private static Ddl remedy(Examination examination, TenantTable table) {
        var patients = List.copyOf(examination.patients().values());
        if (patients.size() != 1) {
            return new Ddl(List.of(new Ddl.Section("move the table to the schema where it belongs", List.of())));
        }
        String schema = patients.get(0).schema().value();
        var moved = new TenantTable(
                QualifiedName.of(schema, table.name().name().name()), table.column(), table.kind(), false);
        return Ddl.section(
                        "move of table " + table.name(),
                        List.of(
                                "alter table " + table.name().quoted() + " set schema "
                                        + moved.name().schema().quoted(),
                                "alter table " + moved.name().quoted() + " owner to "
                                        + examination.doctor().roles().owner().quoted()))
                .then(examination.wallAround(moved));
    }
}
