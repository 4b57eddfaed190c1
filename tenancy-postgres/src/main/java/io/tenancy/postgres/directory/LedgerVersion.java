package io.tenancy.postgres.directory;

import io.tenancy.SchemaName;
import io.tenancy.SchemaVersion;
import io.tenancy.SchemaVersionRange;
import io.tenancy.ServerName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of migrations knows of a schema's version. Immutable.
 *
 * @param found when it was last known; null if it is not
 * @param goal of a migration that has not ended; null if there is none
 */
record LedgerVersion(@Nullable SchemaVersion found, @Nullable SchemaVersion goal) {

    private static final LedgerVersion UNKNOWN = new LedgerVersion(null, null);

    private static final String SELECT =
            "select version_to, version_goal from tenancy.migration_target where server = ? and schema = ?";

    static LedgerVersion read(Connection connection, ServerName server, SchemaName schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            query.setString(1, server.value());
            query.setString(2, schema.value());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? of(row.getString(1), row.getString(2)) : UNKNOWN;
            }
        }
    }

    /** While a migration goes on, the schema may have any version between the two. */
    boolean isWithin(SchemaVersionRange range) {
        return found != null && range.includes(found) && (goal == null || range.includes(goal));
    }

    /** What cannot be read counts as unknown, the goal too: without it a migration would look as if it had ended. */
    private static LedgerVersion of(@Nullable String found, @Nullable String goal) {
        if (found == null) {
            return new LedgerVersion(
                    null, goal == null ? null : SchemaVersion.parse(goal).orElse(null));
        }
        Optional<SchemaVersion> from = SchemaVersion.parse(found);
        Optional<SchemaVersion> to = SchemaVersion.parse(goal == null ? found : goal);
        return from.isEmpty() || to.isEmpty() ? UNKNOWN : new LedgerVersion(from.get(), goal == null ? null : to.get());
    }
}
