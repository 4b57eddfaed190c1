package io.tenancy.postgres.doctor;

import java.sql.SQLException;
import java.util.List;

/** Schemas where there is nothing to examine: a wrong name must not pass for health. */
final class MissingTables {

    private static final String QUERY =
            """
            select p.schema, n.oid is null as missing
              from patient p left join pg_namespace n on n.nspname = p.schema
             where not exists (select from tenant_table t where t.schema = p.schema)
             order by p.schema
            """;

    private MissingTables() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        String column = examination.doctor().column().name().name();
        return examination.findings(
                QUERY,
                (row, found) -> found.accept(Finding.inWords(
                        Rule.NO_TENANT_TABLE,
                        "schema " + row.getString("schema"),
                        row.getBoolean("missing") ? "no such schema" : "no table with a column '" + column + "'",
                        "at least one",
                        "run the migrations first, or name the right schema and tenant column")));
    }
}
