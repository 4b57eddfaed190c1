package io.tenancy.postgres.admission;

/** The right to hold one connection of a server, until it is closed. Closing it again does nothing. */
public interface Admission extends AutoCloseable {

    @Override
    void close();
}
