package io.tenancy.postgres.directory;

import io.tenancy.Placement;
import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.Placement.SharedRows;
import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A placement as the column {@code placement} names it. */
enum PlacementKind {
    SHARED_ROWS,
    OWN_SCHEMA,
    OWN_DATABASE;

    static PlacementKind of(Placement placement) {
        if (placement instanceof SharedRows) {
            return SHARED_ROWS;
        }
        return placement instanceof OwnSchema ? OWN_SCHEMA : OWN_DATABASE;
    }

    static @Nullable String schema(Placement placement) {
        return placement instanceof OwnSchema own ? own.schema().value() : null;
    }

    Placement on(ServerName server, @Nullable String schema) {
        return switch (this) {
            case SHARED_ROWS -> new SharedRows(server);
            case OWN_SCHEMA -> new OwnSchema(server, SchemaName.of(Objects.requireNonNull(schema)));
            case OWN_DATABASE -> new OwnDatabase(server);
        };
    }
}
