package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The permissive policies that hold for the application in shared tables: one, and the wall's. */
final class Policies {

    private static final String QUERY =
            """
            select t.schema, t.name, t.partition, t.type, p.polname as policy, p.polcmd as command,
                   pg_get_expr(p.polqual, p.polrelid) as visible, pg_get_expr(p.polwithcheck, p.polrelid) as writable,
                   case when 0 = any (p.polroles) then array[]::name[]
                        else array(select rolname from pg_roles, me
                                    where pg_roles.oid = any (p.polroles) and pg_roles.oid <> me.app order by rolname)
                         end as others
              from tenant_table t
              join pg_policy p on p.polrelid = t.oid and p.polpermissive, me
             where t.placement = 'rows' and (0 = any (p.polroles) or me.app = any (p.polroles))
             order by t.schema, t.name, p.polname
            """;

    private record Policy(
            TenantTable table,
            Identifier name,
            String command,
            @Nullable String visible,
            @Nullable String writable,
            List<String> others) {}

    private Policies() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        var policies = new ArrayList<Policy>();
        examination.findings(QUERY, (row, found) -> policies.add(read(examination, row)));
        var findings = new ArrayList<Finding>();
        int start = 0;
        for (int i = 1; i <= policies.size(); i++) {
            if (i == policies.size()
                    || !policies.get(i).table().equals(policies.get(start).table())) {
                judge(examination, policies.subList(start, i), findings);
                start = i;
            }
        }
        return findings;
    }

    /** The one that is as expected is the wall's; without one, the first. */
    private static void judge(Examination examination, List<Policy> ofTable, List<Finding> findings) {
        Policy walls = ofTable.stream()
                .filter(policy -> isExpected(examination, policy))
                .findFirst()
                .orElse(ofTable.get(0));
        if (!isExpected(examination, walls)) {
            findings.add(unexpected(examination, walls));
        }
        ofTable.stream()
                .filter(policy -> !policy.equals(walls))
                .map(Policies::second)
                .forEach(findings::add);
    }

    /** Without a condition for writing, PostgreSQL takes the one for seeing. */
    private static boolean isExpected(Examination examination, Policy policy) {
        return policy.command().equals("*")
                && isExpected(examination, policy.table(), policy.visible())
                && (policy.writable() == null || isExpected(examination, policy.table(), policy.writable()));
    }

    private static boolean isExpected(Examination examination, TenantTable table, @Nullable String condition) {
        if (condition == null) {
            return false;
        }
        TenantColumn column = table.column();
        Expression found = Expression.of(condition);
        return Expression.of(column.isBound(examination.doctor().setting()))
                .equals(
                        column.type() == TenantColumn.Type.TEXT
                                ? found.withoutCastOf(column.name().name())
                                : found);
    }

    private static Finding unexpected(Examination examination, Policy policy) {
        String expected = policy.table().column().isBound(examination.doctor().setting());
        return Finding.of(
                Rule.POLICY_UNEXPECTED,
                object(policy),
                "policy '" + policy.name() + "' " + command(policy.command()) + " using (" + policy.visible()
                        + ") with check (" + policy.writable() + ")",
                "for all using (" + expected + ") with check (the same)",
                away(policy).then(examination.wallAround(policy.table())));
    }

    private static Finding second(Policy policy) {
        return Finding.of(
                Rule.POLICY_SECOND,
                object(policy),
                "a second permissive policy '" + policy.name() + "', which widens the first",
                "one permissive policy for the application; more only as restrictive ones",
                away(policy));
    }

    /** A policy that others have too stays theirs. */
    private static Ddl away(Policy policy) {
        String on = "policy " + policy.name().quoted() + " on "
                + policy.table().name().quoted();
        String statement = policy.others().isEmpty()
                ? "drop " + on
                : "alter " + on + " to "
                        + String.join(
                                ", ",
                                policy.others().stream()
                                        .map(role -> Identifier.of(role).quoted())
                                        .toList());
        return Ddl.section("policy " + policy.name() + " of " + policy.table().name(), List.of(statement));
    }

    private static String object(Policy policy) {
        return "table " + policy.table().name();
    }

    private static String command(String code) {
        return switch (code) {
            case "r" -> "for select";
            case "a" -> "for insert";
            case "w" -> "for update";
            case "d" -> "for delete";
            default -> "for all";
        };
    }

    private static Policy read(Examination examination, ResultSet row) throws SQLException {
        return new Policy(
                Prelude.table(examination, row),
                Identifier.of(row.getString("policy")),
                row.getString("command"),
                row.getString("visible"),
                row.getString("writable"),
                Prelude.texts(row, "others"));
    }
}
