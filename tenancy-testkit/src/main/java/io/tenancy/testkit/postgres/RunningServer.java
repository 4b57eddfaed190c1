package io.tenancy.testkit.postgres;

/** A PostgreSQL that runs, wherever it comes from. */
sealed interface RunningServer permits GivenServer, ContainerServer, EmbeddedServer {

    String host();

    int port();

    /** What follows the database in a JDBC address: nothing, or {@code ?name=value}. */
    default String parameters() {
        return "";
    }

    Login superuser();

    void stop();

    void restart();

    void close();
}
