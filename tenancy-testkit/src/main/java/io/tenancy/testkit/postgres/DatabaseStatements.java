package io.tenancy.testkit.postgres;

/** What makes a test database. The names are ours, plain lower case, so they need no quotes. */
final class DatabaseStatements {

    private final String name;
    private final Login owner;
    private final Login app;
    private final Login operator;

    DatabaseStatements(TestDatabase database) {
        this.name = database.name();
        this.owner = database.owner();
        this.app = database.app();
        this.operator = database.operator();
    }

    String roles(int majorVersion) {
        // From 16 on a grant itself says whether it is inherited.
        String inherit = majorVersion < 16 ? " noinherit" : "";
        return role(owner, "") + role(app, inherit) + role(operator, "");
    }

    private static String role(Login login, String more) {
        return "create role %s login nosuperuser nobypassrls nocreatedb nocreaterole%s password '%s';\n"
                .formatted(login.user(), more, login.password());
    }

    String create() {
        return "create database %s owner %s".formatted(name, owner.user());
    }

    String copyOf(String template) {
        return create() + " template " + template;
    }

    /** Closes what PostgreSQL leaves open: connect and temporary tables for all, schema public for its owner. */
    String close() {
        return closeDatabase() + "revoke all on schema public from public, pg_database_owner;\n";
    }

    /** The part of it that a copy does not take along. */
    String closeDatabase() {
        return """
                revoke all on database %1$s from public;
                grant connect on database %1$s to %2$s, %3$s, %4$s;
                """
                .formatted(name, owner.user(), app.user(), operator.user());
    }
}
