package io.tenancy.migrate.event;

/** Hears what happens, on the threads where it happens; must be quick and safe for use by several threads. */
@FunctionalInterface
public interface MigrationListener {

    void on(MigrationEvent event);

    /** Hears nothing. */
    static MigrationListener none() {
        return event -> {};
    }
}
