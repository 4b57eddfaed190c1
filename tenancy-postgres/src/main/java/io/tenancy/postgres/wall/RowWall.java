package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Roles;
import java.util.ArrayList;
import java.util.List;

/**
 * The wall of tables shared by many tenants: row-level security, forced on the owner too. Immutable.
 *
 * <p>Each role has one policy of its own. An {@code OR} for administrators in the application's policy would cost the
 * index and open every tenant to whoever can set the setting.
 */
public record RowWall(List<TenantTable> tables, Roles roles, TenantSetting setting) implements Wall {

    public RowWall {
        tables = List.copyOf(tables);
    }

    /** The wall around these tables. */
    public static RowWall over(List<TenantTable> tables, Roles roles) {
        return new RowWall(tables, roles, TenantSetting.DEFAULT);
    }

    /** The same with another setting. */
    public RowWall withSetting(TenantSetting other) {
        return new RowWall(tables, roles, other);
    }

    @Override
    public Ddl ddl() {
        var grants = new Grants(roles.app(), roles);
        Ddl ddl = Grants.withoutTemporaryTables();
        for (Identifier schema : Grants.schemasOf(tables)) {
            ddl = ddl.then(grants.onSchema(schema));
        }
        for (TenantTable table : tables) {
            ddl = ddl.then(around(table, grants));
        }
        for (Identifier schema : Grants.schemasOf(tables)) {
            ddl = ddl.then(grants.onSequences(schema));
        }
        return ddl;
    }

    private Ddl around(TenantTable table, Grants grants) {
        var statements = new ArrayList<String>();
        if (!table.isPartition()) {
            statements.addAll(table.stamp(setting));
            if (!table.led()) {
                statements.add(index(table));
            }
        }
        statements.add("alter table " + table.quoted() + " enable row level security");
        statements.add("alter table " + table.quoted() + " force row level security");
        String bound = table.column().isBound(setting);
        statements.addAll(policy(table, "tenancy_app", "all", roles.app(), using(bound) + withCheck(bound)));
        statements.addAll(policy(table, "tenancy_owner", "all", roles.owner(), using("true") + withCheck("true")));
        statements.addAll(policy(table, "tenancy_operator", "select", roles.operator(), using("true")));
        statements.addAll(grants.on(table));
        return Ddl.section("row wall of " + table.name(), statements);
    }

    private static String index(TenantTable table) {
        // The whole table name decides: two long names that are cut at the same place need two indexes.
        Identifier name = Identifier.generated(
                table.name().name() + "_tenancy",
                table.name() + "." + table.column().name());
        return "create index if not exists " + name.quoted() + " on " + table.quoted() + " ("
                + table.column().name().quoted() + ")";
    }

    private static List<String> policy(
            TenantTable table, String name, String command, Identifier role, String condition) {
        String policy = Identifier.of(name).quoted() + " on " + table.quoted();
        return List.of(
                "drop policy if exists " + policy,
                "create policy " + policy + " as permissive for " + command + " to " + role.quoted() + condition);
    }

    private static String using(String condition) {
        return " using (" + condition + ")";
    }

    private static String withCheck(String condition) {
        return " with check (" + condition + ")";
    }
}
