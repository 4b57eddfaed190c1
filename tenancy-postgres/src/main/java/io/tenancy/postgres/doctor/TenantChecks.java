package io.tenancy.postgres.doctor;

import io.tenancy.TenantId;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import java.sql.SQLException;
import java.util.List;

/** Tables of one tenant: the check that names it. */
final class TenantChecks {

    /** A check that was not validated, or is not enforced, says nothing about the rows. */
    private static final String QUERY =
            """
            select t.schema, t.name, t.partition, t.type,
                   array(select pg_get_expr(k.conbin, k.conrelid) from pg_constraint k
                          where k.conrelid = t.oid and k.contype = 'c' and k.convalidated
                            and t.tenant = any (k.conkey) order by k.conname) as checks
              from tenant_table t
             where t.placement <> 'rows' and not t.partition
             order by t.schema, t.name
            """;

    private TenantChecks() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            TenantTable table = Prelude.table(examination, row);
            TenantColumn column = table.column();
            TenantId tenant = Examination.tenant(examination.patient(row.getString("schema")));
            if (!column.fits(tenant)) {
                found.accept(Finding.inWords(
                        Rule.TENANT_COLUMN_TYPE,
                        "table " + table.name(),
                        "column '" + column.name() + "' of type " + row.getString("type"),
                        "a type that holds the id of tenant '" + tenant + "'",
                        "give the tenant an id that fits, or make the column text"));
                return;
            }
            var checks = Prelude.texts(row, "checks");
            Expression expected = Expression.of(column.is(tenant));
            boolean there = checks.stream()
                    .map(Expression::of)
                    .map(check -> column.type() == TenantColumn.Type.TEXT
                            ? check.withoutCastOf(column.name().name())
                            : check)
                    .anyMatch(expected::equals);
            if (!there) {
                found.accept(Finding.of(
                        Rule.TENANT_CHECK_MISSING,
                        "table " + table.name(),
                        checks.isEmpty() ? "no check of the tenant" : "check " + String.join(" and ", checks),
                        "check (" + column.is(tenant) + ")",
                        examination.wallAround(table)));
            }
        });
    }
}
