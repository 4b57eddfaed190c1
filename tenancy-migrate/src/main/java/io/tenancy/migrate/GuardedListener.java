package io.tenancy.migrate;

import io.tenancy.migrate.event.MigrationEvent;
import io.tenancy.migrate.event.MigrationListener;
import java.lang.System.Logger.Level;

/** A listener whose failure is logged and breaks no work. */
record GuardedListener(MigrationListener listener) implements MigrationListener {

    private static final System.Logger LOG = System.getLogger("io.tenancy.migrate");

    @Override
    public void on(MigrationEvent event) {
        try {
            listener.on(event);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Listener " + listener.getClass().getName() + " failed on "
                            + event.getClass().getSimpleName() + "; the work goes on.",
                    e);
        }
    }
}
