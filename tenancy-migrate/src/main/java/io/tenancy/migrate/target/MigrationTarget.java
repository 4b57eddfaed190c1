package io.tenancy.migrate.target;

import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schema that is migrated: it has a history of its own. Immutable.
 *
 * @param tenant whose schema or database it is; null if it is shared
 */
public record MigrationTarget(ServerName server, SchemaName schema, Kind kind, @Nullable TenantId tenant) {

    /** In the order in which they are migrated. */
    public enum Kind {
        /** The tables of all tenants that share rows on a server. */
        SHARED_ROWS,
        /** The schema of one tenant. */
        OWN_SCHEMA,
        /** The schema in the database of one tenant. */
        OWN_DATABASE
    }

    /** @throws IllegalArgumentException if a shared schema has a tenant, or another one has none */
    public MigrationTarget {
        if ((kind == Kind.SHARED_ROWS) != (tenant == null)) {
            throw new IllegalArgumentException("Target refused: schema '" + schema + "' on server '" + server + "' is "
                    + kind + (tenant == null ? " and has no tenant." : " and has tenant '" + tenant + "'."));
        }
    }

    public Optional<TenantId> findTenant() {
        return Optional.ofNullable(tenant);
    }

    /** Such as {@code schema 't_acme' of tenant 'acme' on server 'main'}. */
    @Override
    public String toString() {
        return "schema '" + schema + "'" + (tenant == null ? ", shared," : " of tenant '" + tenant + "'")
                + " on server '" + server + "'";
    }
}
