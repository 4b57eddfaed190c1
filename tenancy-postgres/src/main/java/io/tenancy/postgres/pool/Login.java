package io.tenancy.postgres.pool;

/** A PostgreSQL login. Immutable; its text does not show the password. */
public record Login(String user, String password) {

    public static Login of(String user, String password) {
        return new Login(user, password);
    }

    @Override
    public String toString() {
        return "login '" + user + "'";
    }
}
