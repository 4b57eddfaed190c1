package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Rights on tenants' tables beyond reading and writing rows: no policy is asked about them. */
final class TableRights {

    private static final String QUERY =
            """
            select t.schema, t.name, handed.grantee,
                   string_agg(distinct handed.privilege, ', ' order by handed.privilege) as privileges
              from tenant_table t join handed on handed.object = t.oid
             where handed.privilege not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
             group by t.schema, t.name, handed.grantee
             order by t.schema, t.name, handed.grantee
            """;

    private TableRights() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
            String grantee = DatabaseRights.grantee(row.getString("grantee"));
            String privileges = row.getString("privileges");
            found.accept(Finding.of(
                    Rule.TRUNCATE_GRANTED,
                    "table " + table,
                    privileges + " granted to " + grantee,
                    "no right but SELECT, INSERT, UPDATE, DELETE",
                    "revoke " + privileges + " on table " + table.quoted() + " from " + grantee));
        });
    }
}
