package io.tenancy.postgres.doctor;

import io.tenancy.postgres.wall.TenantTable;
import java.sql.SQLException;
import java.util.List;

/** Shared tables where each statement reads the rows of all tenants to find those of one. */
final class MissingIndexes {

    private static final String QUERY =
            """
            select t.schema, t.name, t.partition, t.type
              from tenant_table t
             where t.placement = 'rows' and not t.partition
               and not exists (
                     select from pg_index i
                       join pg_class index on index.oid = i.indexrelid
                       join pg_am method on method.oid = index.relam and method.amname in ('btree', 'hash')
                      where i.indrelid = t.oid and i.indkey[0] = t.tenant and i.indisvalid and i.indpred is null)
             order by t.schema, t.name
            """;

    private MissingIndexes() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            TenantTable table = Prelude.table(examination, row);
            String column = table.column().name().quoted();
            found.accept(Finding.of(
                    Rule.INDEX_MISSING,
                    "table " + table.name(),
                    "no index that leads with '" + table.column().name() + "'",
                    "one, not partial",
                    "create index on " + table.name().quoted() + " (" + column + ")"));
        });
    }
}
