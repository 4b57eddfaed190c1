package io.tenancy.migrate.engine;

import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import io.tenancy.postgres.schema.SchemaRole;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Tells a session whose tables it works on, for scripts that put up walls. */
final class TargetFacts {

    private static final String TELL =
            """
            select set_config('tenancy.target', jsonb_strip_nulls(jsonb_build_object('placement', ?::text,
                     'tenant', ?::text, 'user', ?::text, 'app', ?::text, 'operator', ?::text))::text, false)""";

    private TargetFacts() {}

    static void tell(Connection connection, MigrationServer server, MigrationTarget target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TELL)) {
            statement.setString(1, placement(target.kind()));
            statement.setString(
                    2, target.tenant() == null ? null : target.tenant().value());
            statement.setString(
                    3,
                    target.kind() == Kind.OWN_SCHEMA
                            ? SchemaRole.of(connection.getCatalog(), target.schema())
                                    .name()
                                    .name()
                            : server.appRole());
            statement.setString(4, server.appRole());
            statement.setString(5, server.findOperatorRole().orElse(null));
            statement.execute();
        }
    }

    private static String placement(Kind kind) {
        return switch (kind) {
            case SHARED_ROWS -> "rows";
            case OWN_SCHEMA -> "schema";
            case OWN_DATABASE -> "database";
        };
    }
}
