package io.tenancy.migrate.ledger;

import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Renews the leases of a run, on a thread and a connection of its own, until it is closed. */
public final class Heartbeat implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.tenancy.migrate");
    private static final int BEATS_PER_LEASE = 4;

    private static final String LEASES =
            """
            update tenancy.migration_target set lease_until = clock_timestamp() + ?::interval
             where run = ? and state = 'RUNNING'""";

    private static final String RUN = "update tenancy.migration_run set heartbeat_at = clock_timestamp() where id = ?";

    private final LedgerConnection connection;
    private final UUID run;
    private final Duration lease;
    private final ScheduledExecutorService beats;

    private Heartbeat(LedgerConnection connection, UUID run, Duration lease) {
        this.connection = connection;
        this.run = run;
        this.lease = lease;
        this.beats = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "tenancy-migrate-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
    }

    public static Heartbeat start(ControlDatabase control, UUID run, Duration lease) {
        var heartbeat = new Heartbeat(new LedgerConnection(control), run, lease);
        long pause = lease.toMillis() / BEATS_PER_LEASE;
        Future<?> unused = heartbeat.beats.scheduleAtFixedRate(heartbeat::beat, pause, pause, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    private void beat() {
        try {
            connection.on(this::renew);
        } catch (DirectoryUnavailableException e) {
            LOG.log(Level.WARNING, "The leases of run " + run + " were not renewed; the next try follows.", e);
        }
    }

    private int renew(Connection control) throws SQLException {
        try (PreparedStatement leases = control.prepareStatement(LEASES);
                PreparedStatement alive = control.prepareStatement(RUN)) {
            leases.setString(1, lease.toMillis() + " ms");
            leases.setObject(2, run);
            alive.setObject(1, run);
            alive.executeUpdate();
            return leases.executeUpdate();
        }
    }

    @Override
    public void close() {
        beats.shutdown();
        try {
            // A beat that is under way would open its connection again.
            if (!beats.awaitTermination(lease.toMillis(), TimeUnit.MILLISECONDS)) {
                beats.shutdownNow();
            }
        } catch (InterruptedException e) {
            beats.shutdownNow();
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
