package io.tenancy.mutants.guards;

import io.tenancy.mutants.Mutant;
import java.util.List;

/** What PostgreSQL refuses. */
final class WallGuards {

    private static final String MODULE = "tenancy-postgres";
    private static final String ROWS = "postgres/wall/RowWall.java";
    private static final String GRANTS = "postgres/wall/Grants.java";
    private static final String SCHEMA = "postgres/schema/TenantSchema.java";

    private WallGuards() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("the policy looks at what is written", "with check (true)")
                        .edit(MODULE, ROWS, "using(bound) + withCheck(bound)", "using(bound) + withCheck(\"true\")")
                        .foundBy("postgres.wall.RowWallTests"),
                Mutant.of("the policy looks at what is read", "using (true)")
                        .edit(MODULE, ROWS, "using(bound) + withCheck(bound)", "using(\"true\") + withCheck(bound)")
                        .foundBy("postgres.wall.RowWallTests"),
                Mutant.of("row-level security holds the owner too", "not forced")
                        .edit(MODULE, ROWS, " force row level security", " no force row level security")
                        .foundBy("postgres.wall.RowWallHoleTests", "postgres.wall.RowWallTests"),
                Mutant.of("an empty setting is no tenant", "without nullif")
                        .edit(
                                MODULE,
                                "postgres/wall/TenantSetting.java",
                                "return \"nullif(current_setting(\" + new Literal(name).quoted() + \", true), '')\"",
                                "return \"current_setting(\" + new Literal(name).quoted() + \", true)\"")
                        .foundBy("postgres.wall.RowWallTests", "postgres.wall.DatabaseWallTests"),
                Mutant.of("the operator reads", "its policy and its grant are for all commands")
                        .edit(MODULE, ROWS, "\"tenancy_operator\", \"select\"", "\"tenancy_operator\", \"all\"")
                        .edit(
                                MODULE,
                                GRANTS,
                                "\"grant select on table \"",
                                "\"grant select, insert, update, delete on table \"")
                        .foundBy("postgres.wall.RowWallTests"),
                Mutant.of("the application has no right but on rows", "all rights on a table")
                        .edit(
                                MODULE,
                                GRANTS,
                                "\"grant select, insert, update, delete on table \"",
                                "\"grant all on table \"")
                        .foundBy("postgres.wall.RowWallTests"),
                Mutant.of("a schema is open to its role alone", "to the application too")
                        .edit(
                                MODULE,
                                SCHEMA,
                                "\" to \" + r + \", \" + operator,",
                                "\" to \" + r + \", \" + roles.app().quoted() + \", \" + operator,")
                        .foundBy("postgres.wall.SchemaWallTests"),
                Mutant.of("the application takes a schema's role, and does not have its rights before", "it inherits")
                        .edit(MODULE, SCHEMA, "\" with inherit false, set true\"", "\" with inherit true, set true\"")
                        .foundBy("postgres.wall.SchemaWallTests", "postgres.schema.TenantSchemaTests"),
                Mutant.of("a schema's role is of one database", "of all databases of the cluster")
                        .edit(MODULE, "postgres/schema/SchemaRole.java", "database + \".\" + schema", "schema.value()")
                        .foundBy("postgres.schema.TenantSchemaTests", "postgres.schema.TenantSchemasTests"),
                Mutant.of("a transaction of an own schema takes its role", "it does not")
                        .edit(MODULE, "postgres/Routes.java", "                    .withRole(role.name().name())\n", "")
                        .foundBy("postgres.binding.StaleBindingTests"),
                Mutant.of("a check names the tenant", "none")
                        .edit(
                                MODULE,
                                "postgres/wall/TenantCheck.java",
                                "+ table.column().is(tenant) + \")\");",
                                "+ \"true)\");")
                        .foundBy("postgres.wall.SchemaWallTests", "postgres.wall.DatabaseWallTests"),
                Mutant.of("a row that names no tenant gets the bound one", "it gets none")
                        .edit(
                                MODULE,
                                "postgres/wall/TenantTable.java",
                                "\" set default \" + setting.bound(column.type())",
                                "\" drop default\"")
                        .foundBy("postgres.wall.RowWallTests", "postgres.wall.SchemaWallTests"),
                Mutant.of("a database is open to its own login alone", "to everybody")
                        .edit(
                                MODULE,
                                "postgres/wall/DatabaseWall.java",
                                "\"grant connect on database \" + name + \" to \"",
                                "\"grant connect on database \" + name + \" to public, \"")
                        .foundBy("postgres.wall.DatabaseWallTests"),
                Mutant.of("a foreign key leads with the tenant", "it does not")
                        .edit(
                                MODULE,
                                "postgres/wall/CompositeKeys.java",
                                "Stream.concat(Stream.of(tenant.name()), columns.stream())",
                                "columns.stream()")
                        .foundBy("postgres.wall.CompositeKeysTests"),
                Mutant.of("an id has one spelling in a column of numbers", "leading zeros are accepted")
                        .edit(MODULE, "postgres/wall/TenantColumn.java", "\"0|[1-9][0-9]{0,18}\"", "\"[0-9]{1,19}\"")
                        .foundBy("postgres.wall.TenantColumnTests"));
    }
}
