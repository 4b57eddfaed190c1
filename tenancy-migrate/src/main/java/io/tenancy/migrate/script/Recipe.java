package io.tenancy.migrate.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.resolver.MigrationResolver;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * The statements of all scripts as Flyway parsed them, for targets that have none yet. Immutable.
 *
 * <p>There is one only if Flyway would run nothing but these statements, in one transaction: no classes, no callbacks, no
 * COPY with its data, no statement that wants to be alone.
 */
public record Recipe(List<Step> steps) {

    /** One script. Immutable. */
    public record Step(Script script, List<String> statements) {

        public Step {
            statements = List.copyOf(statements);
        }
    }

    private static final String PLAIN = "ParsedSqlStatement";

    public Recipe {
        steps = List.copyOf(steps);
    }

    /** What the statements of each script are, by its name; empty if they are not all there is to run. */
    static Optional<Map<String, List<String>>> statements(MigrationResolver.Context context) {
        Configuration configuration = context.configuration;
        try {
            return isPlain(configuration) && !hasCallbacks(context) ? read(context) : Optional.empty();
        } catch (FlywayException e) {
            // Such as a placeholder without a value: Flyway says so for the targets that need the script.
            return Optional.empty();
        }
    }

    private static Optional<Map<String, List<String>>> read(MigrationResolver.Context context) {
        Configuration configuration = context.configuration;
        var found = new TreeMap<String, List<String>>();
        for (String prefix :
                List.of(configuration.getSqlMigrationPrefix(), configuration.getRepeatableSqlMigrationPrefix())) {
            for (LoadableResource resource :
                    context.resourceProvider.getResources(prefix, configuration.getSqlMigrationSuffixes())) {
                SqlScript script = context.sqlScriptFactory.createSqlScript(
                        resource, configuration.isMixed(), context.resourceProvider);
                Optional<List<String>> statements = statements(script);
                if (statements.isEmpty()) {
                    return Optional.empty();
                }
                found.put(resource.getRelativePath(), statements.get());
            }
        }
        return Optional.of(found);
    }

    private static Optional<List<String>> statements(SqlScript script) {
        if (!script.executeInTransaction() || !script.shouldExecute()) {
            return Optional.empty();
        }
        var statements = new ArrayList<String>();
        try (SqlStatementIterator all = script.getSqlStatements()) {
            while (all.hasNext()) {
                SqlStatement statement = all.next();
                if (!statement.getClass().getSimpleName().equals(PLAIN)) {
                    return Optional.empty();
                }
                statements.add(statement.getSql());
            }
        }
        return Optional.of(statements);
    }

    /** In the order of the scripts; empty if one of them is no SQL. */
    static Optional<Recipe> of(List<Script> scripts, Map<String, List<String>> statements) {
        var steps = new ArrayList<Step>();
        for (Script script : scripts) {
            List<String> its = statements.get(script.name());
            if (its == null || !script.type().equals("SQL") || !fits(script)) {
                return Optional.empty();
            }
            steps.add(new Step(script, its));
        }
        return Optional.of(new Recipe(steps));
    }

    /** Flyway shortens what its table has no room for; literals take no backslash. */
    private static boolean fits(Script script) {
        return script.description().length() <= 200
                && !script.description().isEmpty()
                && script.name().length() <= 1000
                && (script.name() + script.description()).indexOf('\\') < 0;
    }

    private static boolean isPlain(Configuration configuration) {
        return configuration.getCallbacks().length == 0
                && configuration.getInitSql() == null
                && configuration.getTablespace() == null
                && configuration.isExecuteInTransaction()
                && !configuration.isSkipExecutingMigrations();
    }

    private static boolean hasCallbacks(MigrationResolver.Context context) {
        String[] suffixes = context.configuration.getSqlMigrationSuffixes();
        for (Event event : Event.values()) {
            if (!context.resourceProvider.getResources(event.getId(), suffixes).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
