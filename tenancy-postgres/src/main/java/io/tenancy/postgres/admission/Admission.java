package io.tenancy.postgres.admission;

/** The right to hold one connection of a server, until it is closed. Closing it again does nothing. */
@FunctionalInterface
public interface Admission extends AutoCloseable {

    /** For what is not shared between tenants, such as an operator's view. */
    Admission UNSHARED = () -> {};

    @Override
    void close();
}
