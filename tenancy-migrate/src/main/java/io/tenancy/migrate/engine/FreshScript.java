package io.tenancy.migrate.engine;

import io.tenancy.migrate.script.Recipe;
import io.tenancy.migrate.script.Script;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Literal;
import io.tenancy.postgres.schema.QualifiedName;

/**
 * All that Flyway would do to an empty schema, as one text: its history, each script under the right search path, and the
 * row that says so. A test compares the catalogs that both leave.
 */
record FreshScript(Recipe recipe, String table) {

    /** As Flyway makes it. */
    private static final String HISTORY =
            """
            create table %1$s (
              installed_rank int not null,
              version varchar(50),
              description varchar(200) not null,
              type varchar(20) not null,
              script varchar(1000) not null,
              checksum integer,
              installed_by varchar(100) not null,
              installed_on timestamp not null default now(),
              execution_time integer not null,
              success boolean not null);
            alter table %1$s add constraint %2$s primary key (installed_rank);
            create index %3$s on %1$s (success);
            """;

    /** A division by zero if PostgreSQL sees another schema than the target's. */
    private static final String GUARD =
            """
            reset role;
            set local search_path = %1$s;
            select 1 / (current_schemas(false)::text = %2$s)::int;
            """;

    private static final String ROW =
            """
            insert into %s (installed_rank, version, description, type, script, checksum, installed_by, execution_time,
              success) values (%d, %s, %s, 'SQL', %s, %s, current_user, 0, true);
            """;

    String on(MigrationTarget target) {
        String schema = target.schema().value();
        String history = QualifiedName.of(schema, table).quoted();
        var text = new StringBuilder(HISTORY.formatted(
                history,
                Identifier.of(table + "_pk").quoted(),
                Identifier.of(table + "_s_idx").quoted()));
        text.append(new ClosedHistory(target, table).statement());
        String guard = GUARD.formatted(Identifier.of(schema).quoted(), new Literal("{" + schema + "}").quoted());
        int rank = 0;
        for (Recipe.Step step : recipe.steps()) {
            text.append(guard);
            step.statements().forEach(statement -> text.append(statement).append(";\n"));
            rank++;
            text.append(row(history, rank, step.script()));
        }
        return text.toString();
    }

    private static String row(String history, int rank, Script script) {
        return ROW.formatted(
                history,
                rank,
                script.findVersion()
                        .map(version -> new Literal(version).quoted())
                        .orElse("null"),
                new Literal(script.description()).quoted(),
                new Literal(script.name()).quoted(),
                script.checksum());
    }
}
