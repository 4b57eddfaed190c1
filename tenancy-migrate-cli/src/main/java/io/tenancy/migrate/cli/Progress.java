package io.tenancy.migrate.cli;

import io.tenancy.migrate.event.MigrationListener;

/** Shows how far a run is, beside its results. Safe for use by several threads. */
interface Progress extends MigrationListener, AutoCloseable {

    static Progress of(Surroundings around) {
        return around.terminal() ? new ProgressOnTerminal() : new ProgressInLog(around.err());
    }

    @Override
    void close();
}
