package io.tenancy.postgres.directory;

import io.tenancy.TenantId;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What an error of the control database means and what to do, by PostgreSQL's SQLSTATE. */
final class ControlFailure {

    /** Ours, in PostgreSQL's class "feature not supported": no notification gets through. */
    static final String DEAF = "0AT01";

    private ControlFailure() {}

    static DirectoryUnavailableException of(@Nullable TenantId about, SQLException failure) {
        return new DirectoryUnavailableException(about, explain(failure), failure);
    }

    static String explain(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String remedy =
                switch (state) {
                    case "42P01", "3F000", "42703" -> "Run ControlSchema.migrate.";
                    case "42501" -> "Run ControlSchema.migrate with this login in its ControlRoles.";
                    case "25006" -> "Name the primary server, not a standby.";
                    case DEAF -> "A pooler in transaction mode lets none through: name the server itself.";
                    case "55P03" -> "Another change of the registry takes too long; try again.";
                    case "28P01", "28000" -> "Check user and password, and the server's pg_hba.conf.";
                    case "3D000" -> "Check the database's name in the URL.";
                    default -> "Check that the control database is up and reached.";
                };
        String message = message(failure).replaceAll("\\s+", " ").strip();
        String sentence = message.endsWith(".") ? message : message + ".";
        return failure.getSQLState() == null ? sentence + " " + remedy : sentence + " (" + state + ") " + remedy;
    }

    /** Without PostgreSQL's detail, which may hold a row. */
    private static String message(SQLException failure) {
        if (failure instanceof PSQLException server && server.getServerErrorMessage() != null) {
            return String.valueOf(server.getServerErrorMessage().getMessage());
        }
        return String.valueOf(failure.getMessage());
    }
}
