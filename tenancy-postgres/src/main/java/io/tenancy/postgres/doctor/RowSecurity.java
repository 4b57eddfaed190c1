package io.tenancy.postgres.doctor;

import io.tenancy.postgres.wall.TenantTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

/** Whether row-level security is on in shared tables, holds their owner, and has a policy for the application. */
final class RowSecurity {

    private static final String QUERY =
            """
            select t.schema, t.name, t.partition, t.type, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
                   exists (select from pg_policy p, me
                            where p.polrelid = t.oid and p.polpermissive
                              and (0 = any (p.polroles) or me.app = any (p.polroles))) as policy,
                   t.oid in (select object from handed) as reachable
              from tenant_table t join pg_class c on c.oid = t.oid
             where t.placement = 'rows'
             order by t.schema, t.name
            """;

    private RowSecurity() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            TenantTable table = Prelude.table(examination, row);
            if (row.getBoolean("partition")) {
                partition(examination, row, table, found);
            } else {
                table(examination, row, table, found);
            }
        });
    }

    private static void table(Examination examination, ResultSet row, TenantTable table, Consumer<Finding> found)
            throws SQLException {
        String object = "table " + table.name();
        String alter = "alter table " + table.name().quoted();
        if (!row.getBoolean("enabled")) {
            found.accept(Finding.of(
                    Rule.RLS_OFF,
                    object,
                    "row-level security off",
                    "ENABLE ROW LEVEL SECURITY",
                    alter + " enable row level security"));
        }
        if (!row.getBoolean("forced")) {
            found.accept(Finding.of(
                    Rule.RLS_NOT_FORCED,
                    object,
                    "row-level security that does not hold the owner",
                    "FORCE ROW LEVEL SECURITY",
                    alter + " force row level security"));
        }
        if (!row.getBoolean("policy")) {
            found.accept(Finding.of(
                    Rule.POLICY_MISSING,
                    object,
                    "no permissive policy for '" + examination.doctor().roles().app() + "'",
                    "one",
                    examination.wallAround(table)));
        }
    }

    private static void partition(Examination examination, ResultSet row, TenantTable table, Consumer<Finding> found)
            throws SQLException {
        if (row.getBoolean("enabled") && row.getBoolean("forced") && row.getBoolean("policy")) {
            return;
        }
        boolean reachable = row.getBoolean("reachable");
        found.accept(Finding.of(
                reachable ? Rule.PARTITION_OPEN : Rule.PARTITION_WITHOUT_WALL,
                "partition " + table.name(),
                reachable ? "rights on a partition without a wall of its own" : "a partition without a wall of its own",
                "row-level security, forced, with the policy of its parent",
                examination.wallAround(table)));
    }
}
