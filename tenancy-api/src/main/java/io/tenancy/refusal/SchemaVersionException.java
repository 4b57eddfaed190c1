package io.tenancy.refusal;

import io.tenancy.SchemaName;
import io.tenancy.SchemaVersion;
import io.tenancy.SchemaVersionRange;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tenant's schema has a version that the service cannot serve, or none that is known: the same call passes once it is migrated. */
public final class SchemaVersionException extends TenancyException {

    private final ServerName server;
    private final SchemaName schema;
    private final SchemaVersionRange expected;
    private final @Nullable SchemaVersion found;
    private final @Nullable SchemaVersion goal;

    /**
     * @param found the version that the schema had when it was last known; null if none is known
     * @param goal where a migration takes it that is under way or broke off; null if there is none
     */
    public SchemaVersionException(
            TenantId tenant,
            ServerName server,
            SchemaName schema,
            SchemaVersionRange expected,
            @Nullable SchemaVersion found,
            @Nullable SchemaVersion goal) {
        super(
                tenant,
                "Tenant '" + tenant + "' refused: expected version " + expected + " of schema '" + schema
                        + "' on server '" + server + "', found " + describe(found, goal) + ".",
                null);
        this.server = server;
        this.schema = schema;
        this.expected = expected;
        this.found = found;
        this.goal = goal;
    }

    private static String describe(@Nullable SchemaVersion found, @Nullable SchemaVersion goal) {
        if (goal != null) {
            return "a migration from " + (found == null ? "no version" : found) + " to " + goal
                    + " that has not ended. Try again later, or resume the migration";
        }
        if (found == null) {
            return "none in the ledger of migrations. Run the migration of the fleet, which writes it down";
        }
        return "version " + found + ". Migrate the schema, or have a service serve it that knows this version";
    }

    public ServerName server() {
        return server;
    }

    public SchemaName schema() {
        return schema;
    }

    /** What the service can serve. */
    public SchemaVersionRange expected() {
        return expected;
    }

    /** The version that the schema had when it was last known; empty if none is known. */
    public Optional<SchemaVersion> findFound() {
        return Optional.ofNullable(found);
    }

    /** Where a migration takes it that is under way or broke off. */
    public Optional<SchemaVersion> findGoal() {
        return Optional.ofNullable(goal);
    }
}
