package io.tenancy.migrate.engine;

import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.report.TargetFailure;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What an exception means for a target: where it happened, without rows, and whether another attempt may help. */
final class Failures {

    /** Lock not available, deadlock, serialization failure, too many connections, shut down or ended. */
    private static final Set<String> PASSING =
            Set.of("55P03", "40P01", "40001", "53300", "57P01", "57P02", "57P03", "57P05");

    private Failures() {}

    static MigrationFailedException asFailed(Exception cause) {
        TargetFailure failure = of(cause);
        return new MigrationFailedException(failure, passes(failure), cause);
    }

    static TargetFailure of(Throwable failure) {
        @Nullable SQLException sql = find(failure, SQLException.class);
        @Nullable FlywayMigrateException script = find(failure, FlywayMigrateException.class);
        return new TargetFailure(
                message(sql == null ? failure : sql),
                script == null ? null : script.getMigration().getScript(),
                script == null ? 0 : Math.max(0, script.getLineNumber()),
                sql == null ? null : sql.getSQLState());
    }

    /** Whether the same attempt may succeed later. */
    private static boolean passes(TargetFailure failure) {
        String state = failure.sqlState();
        return state != null && (PASSING.contains(state) || state.startsWith("08"));
    }

    /** Whether the connection ended, so that nobody knows what was committed on it. */
    static boolean isLost(TargetFailure failure) {
        String state = failure.sqlState();
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** Without PostgreSQL's detail, which may hold a row. */
    private static String message(Throwable failure) {
        String message = failure instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getMessage()
                : failure.getMessage();
        return String.valueOf(message).replaceAll("\\s+", " ").strip();
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        @Nullable Throwable each = failure;
        while (each != null) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
            each = each.getCause();
        }
        return null;
    }
}
