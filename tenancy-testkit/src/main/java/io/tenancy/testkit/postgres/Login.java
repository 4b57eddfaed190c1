package io.tenancy.testkit.postgres;

/** A user of the server and its password. Immutable. */
public record Login(String user, String password) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[user=" + user + "]";
    }
}
