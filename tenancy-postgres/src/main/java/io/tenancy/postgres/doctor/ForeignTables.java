package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Foreign tables beside the tenants' tables: neither a policy nor a check holds for what they show. */
final class ForeignTables {

    private static final String QUERY =
            """
            select p.schema, c.relname as name,
                   array(select distinct coalesce(grantee, '') from handed where handed.object = c.oid order by 1) as grantees
              from patient p
              join pg_namespace n on n.nspname = p.schema
              join pg_class c on c.relnamespace = n.oid and c.relkind = 'f', named
             where c.relname <> all (named.shared)
               and exists (select from handed where handed.object = c.oid)
             order by p.schema, c.relname
            """;

    private ForeignTables() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
            String grantees = Prelude.grantees(row);
            found.accept(Finding.of(
                    Rule.FOREIGN_TABLE,
                    "foreign table " + table,
                    "rights of " + grantees + " on rows of another server",
                    "no right, or the table declared with Doctor.withShared",
                    "revoke all on table " + table.quoted() + " from " + grantees));
        });
    }
}
