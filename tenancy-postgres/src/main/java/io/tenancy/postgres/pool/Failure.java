package io.tenancy.postgres.pool;

import java.sql.SQLException;

/** What a failed connection means and what to do, by PostgreSQL's SQLSTATE. */
final class Failure {

    private Failure() {}

    static String explain(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String remedy =
                switch (state) {
                    case "28P01", "28000" -> "Check user and password, and the server's pg_hba.conf.";
                    case "3D000" -> "Check the database's name in the URL.";
                    case "42501" -> "Grant CONNECT on the database to the login.";
                    case "53300" -> "The server has no connection left; lower the pools or raise max_connections.";
                    default -> "Check that the server is up and the URL names it.";
                };
        String message =
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
        return "no connection (" + state + "): " + message + (message.endsWith(".") ? " " : ". ") + remedy;
    }
}
