package io.tenancy.migrate.engine;

import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.postgres.wall.WallTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells a session whose tables it works on, for scripts that put up walls. */
final class TargetFacts {

    private TargetFacts() {}

    static void tell(Connection connection, MigrationServer server, MigrationTarget target) throws SQLException {
        Identifier app = role(Optional.of(server.appRole()));
        Identifier user = target.kind() == Kind.OWN_SCHEMA
                ? SchemaRole.of(connection.getCatalog(), target.schema()).name()
                : app;
        new WallTarget(kind(target.kind()), target.tenant(), user, app, role(server.findOperatorRole()))
                .tell(connection);
    }

    /** Scripts without walls need none, so a server may be described without. */
    private static @Nullable Identifier role(Optional<String> name) {
        return name.filter(text -> !text.isEmpty()).map(Identifier::of).orElse(null);
    }

    private static WallTarget.Kind kind(Kind kind) {
        return switch (kind) {
            case SHARED_ROWS -> WallTarget.Kind.ROWS;
            case OWN_SCHEMA -> WallTarget.Kind.SCHEMA;
            case OWN_DATABASE -> WallTarget.Kind.DATABASE;
        };
    }
}
