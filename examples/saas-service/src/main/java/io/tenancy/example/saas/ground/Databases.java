package io.tenancy.example.saas.ground;

import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Literal;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes roles and databases, closed to everybody but those who are let in. Each role gets a new password with each start, which
 * nobody but this process knows. Safe for use by several threads.
 */
final class Databases {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Postgres postgres;
    private final Map<String, Login> logins = new ConcurrentHashMap<>();

    Databases(Postgres postgres) {
        this.postgres = postgres;
    }

    /** The role, made if it is not there. */
    Login login(String role, String attributes) {
        return logins.computeIfAbsent(role, name -> {
            byte[] secret = new byte[24];
            RANDOM.nextBytes(secret);
            var login = Login.of(name, HexFormat.of().formatHex(secret));
            try (Connection administrator = postgres.connectAsAdministrator("postgres")) {
                String quoted = Identifier.of(name).quoted();
                if (!exists(administrator, "select from pg_roles where rolname = ?", name)) {
                    run(administrator, "create role " + quoted);
                }
                run(
                        administrator,
                        "alter role " + quoted + " login " + attributes + " password "
                                + new Literal(login.password()).quoted());
                return login;
            } catch (SQLException e) {
                throw new GroundException("Role '" + name + "' on " + postgres, e);
            }
        });
    }

    /** The database, made if it is not there, with an empty schema {@code app}. */
    void database(String name, Login owner, List<Login> connecting) {
        String quoted = Identifier.of(name).quoted();
        String ownerRole = Identifier.of(owner.user()).quoted();
        try (Connection administrator = postgres.connectAsAdministrator("postgres")) {
            if (!exists(administrator, "select from pg_database where datname = ?", name)) {
                // Who makes a database for another role has to be a member of it, unless it is a superuser.
                run(administrator, "grant " + ownerRole + " to current_user");
                run(administrator, "create database " + quoted + " owner " + ownerRole);
            }
        } catch (SQLException e) {
            throw new GroundException("Database '" + name + "' on " + postgres, e);
        }
        try (Connection administrator = postgres.connectAsAdministrator(name)) {
            run(administrator, "revoke all on database " + quoted + " from public");
            for (Login login : connecting) {
                run(
                        administrator,
                        "grant connect on database " + quoted + " to "
                                + Identifier.of(login.user()).quoted());
            }
            run(administrator, "revoke all on schema public from public");
            run(administrator, "create schema if not exists app authorization " + ownerRole);
        } catch (SQLException e) {
            throw new GroundException("Database '" + name + "' on " + postgres, e);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
