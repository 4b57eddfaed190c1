package io.tenancy.hibernate.draft;

import io.tenancy.hibernate.mapping.EntityDeclarations;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Literal;
import io.tenancy.postgres.wall.WallFunctions;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;

/**
 * What a schema lacks of the entity model, as SQL for review: Hibernate's own update, with keys that lead with the tenant
 * and a wall around each new table. Nothing is ever dropped or changed. Immutable.
 *
 * <p>The same script serves every placement. The wall of each table is put up by {@code tenancy_wall}, which asks the
 * session whose tables these are ({@link WallFunctions}).
 *
 * @param statements without semicolons, in their order
 * @param warnings what the reviewer has to decide
 * @param needsFunctions whether the schema has no {@code tenancy_wall} yet, or an older one
 */
public record MigrationDraft(List<String> statements, List<String> warnings, boolean needsFunctions) {

    public MigrationDraft {
        statements = List.copyOf(statements);
        warnings = List.copyOf(warnings);
    }

    /**
     * Compares the model with the schema of the connection; nothing is changed there.
     *
     * @param metadata the draft's own from now on, since keys are added to it: build no factory from it
     * @param shared classes of entities that belong to no tenant and cannot be annotated
     * @param live as the owner, with the one schema in its search path
     * @throws TenancyConfigurationException if entities neither belong to a tenant nor are declared shared
     */
    public static MigrationDraft of(Metadata metadata, Set<Class<?>> shared, Connection live) throws SQLException {
        EntityModel model = EntityModel.of(metadata, EntityDeclarations.ofShared(shared));
        if (!model.problems().isEmpty()) {
            throw new TenancyConfigurationException("The draft of a migration", model.problems());
        }
        var tables = new ModelTables(metadata, model);
        new TenantKeys(tables).add();
        List<String> missing = MissingParts.in(metadata, live);
        LiveTables there = LiveTables.read(live);
        var calls = new ArrayList<String>();
        tables.ofTenants().stream()
                .map(ModelTables::name)
                .filter(table -> !there.walled().contains(table))
                .forEach(table -> calls.add(wall(table, model.tenantColumn())));
        if (calls.isEmpty() && missing.stream().anyMatch(sql -> sql.startsWith("create sequence"))) {
            // Any wall gives the rights on all sequences.
            tables.ofTenants().stream()
                    .limit(1)
                    .forEach(table -> calls.add(wall(ModelTables.name(table), model.tenantColumn())));
        }
        tables.ofNobody().stream()
                .map(ModelTables::name)
                .filter(table -> !there.names().contains(table))
                .forEach(table -> calls.add("select tenancy_shared(" + regclass(table) + ")"));
        var statements = new ArrayList<>(missing);
        statements.addAll(calls);
        return new MigrationDraft(
                statements, Warnings.of(missing, there.names()), !calls.isEmpty() && !there.hasFunctions());
    }

    /**
     * The same for entities as they are, with Hibernate's own naming.
     *
     * @param live as the owner, with the one schema in its search path
     */
    public static MigrationDraft of(Collection<Class<?>> entities, Connection live) throws SQLException {
        try (StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "PostgreSQL")
                .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .build()) {
            return of(
                    new MetadataSources(registry)
                            .addAnnotatedClasses(entities.toArray(Class<?>[]::new))
                            .buildMetadata(),
                    Set.of(),
                    live);
        }
    }

    /** Whether the schema lacks nothing. */
    public boolean isEmpty() {
        return statements.isEmpty();
    }

    /** The whole migration, with what to look at as comments. */
    public String script() {
        var text = new StringBuilder(
                "-- Drafted from the entity model. Review it: names, types, locks, and what becomes of rows.\n");
        warnings.forEach(warning -> text.append("-- Review: ").append(warning).append('\n'));
        if (needsFunctions) {
            text.append('\n').append(WallFunctions.script());
        }
        text.append('\n');
        statements.forEach(sql -> text.append(sql).append(";\n"));
        return text.toString();
    }

    private static String wall(String table, String column) {
        String more = column.equals("tenant_id") ? "" : ", " + new Literal(column).quoted();
        return "select tenancy_wall(" + regclass(table) + more + ")";
    }

    private static String regclass(String table) {
        return new Literal(
                        table.matches("[a-z_][a-z0-9_]*")
                                ? table
                                : Identifier.of(table).quoted())
                .quoted();
    }
}
