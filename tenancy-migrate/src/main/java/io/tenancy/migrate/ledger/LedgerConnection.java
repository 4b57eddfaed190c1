package io.tenancy.migrate.ledger;

import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One connection to the control database, made anew when it was lost. Each statement is a transaction of its own. */
final class LedgerConnection implements AutoCloseable {

    private final ControlDatabase control;
    private @Nullable Connection open;

    LedgerConnection(ControlDatabase control) {
        this.control = control;
    }

    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** @throws DirectoryUnavailableException if the control database cannot be asked */
    synchronized <T> T on(Work<T> work) {
        try {
            Connection known = open;
            if (known != null) {
                try {
                    return work.on(known);
                } catch (SQLException e) {
                    close();
                    if (!String.valueOf(e.getSQLState()).startsWith("08")
                            && !String.valueOf(e.getSQLState()).startsWith("57P")) {
                        throw e;
                    }
                }
            }
            Connection fresh = control.dataSource().getConnection();
            open = fresh;
            return work.on(fresh);
        } catch (SQLException e) {
            throw new DirectoryUnavailableException(
                    null, "the ledger of migrations: " + e.getMessage() + " (" + e.getSQLState() + ")", e);
        }
    }

    @Override
    public synchronized void close() {
        Connection known = open;
        open = null;
        if (known != null) {
            try {
                known.close();
            } catch (SQLException e) {
                // Lost already: that is why it is closed.
                System.getLogger("io.tenancy.migrate").log(System.Logger.Level.DEBUG, "Closing the ledger", e);
            }
        }
    }
}
