package io.tenancy.postgres.pool;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one replica, beside all pools: with a connection to it, and one to its primary. Looking is for one thread at a
 * time; what was found is for all.
 */
final class ReplicaWatch implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.tenancy.pool");

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    /** Whoever looks may hang; nobody trusts what it found longer. */
    private static final long TRUST = Duration.ofSeconds(5).toNanos();

    /** Later than that, nobody can tell how late a replica is. */
    private static final Duration LATEST = Duration.ofHours(1);

    private static final String WRITTEN = "select pg_catalog.pg_current_wal_lsn() - '0/0'::pg_lsn";
    private static final String REPLAYED =
            "select pg_catalog.pg_last_wal_replay_lsn() - '0/0'::pg_lsn where pg_catalog.pg_is_in_recovery()";

    private final Server primary;
    private final Server replica;
    private final Duration maximumLag;
    private final WalMarks marks;
    private final PoolTimer timer;
    private @Nullable Connection toPrimary;
    private @Nullable Connection toReplica;
    private boolean closed;
    private volatile boolean usable;
    private volatile @Nullable Duration lag;
    private volatile long lookedAt;

    private ReplicaWatch(Server primary, Server replica) {
        this.primary = primary;
        this.replica = replica;
        this.maximumLag = primary.replication().maximumLag();
        this.marks = new WalMarks(maximumLag.compareTo(LATEST) < 0 ? LATEST : maximumLag);
        this.timer = new PoolTimer("tenancy-watch-" + replica.name(), INTERVAL, this::look);
    }

    /** Looks at once, and every second. */
    static ReplicaWatch start(Server primary, Server replica) {
        var watch = new ReplicaWatch(primary, replica);
        watch.look();
        return watch;
    }

    Server replica() {
        return replica;
    }

    boolean isUsable() {
        return usable && System.nanoTime() - lookedAt < TRUST;
    }

    /** How old what it shows was, at most, when somebody looked; empty before anybody saw it. */
    Optional<Duration> findLag() {
        return Optional.ofNullable(lag);
    }

    /** Until somebody has looked again. */
    void distrust() {
        usable = false;
    }

    synchronized void look() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        askPrimary(now);
        Duration age = findAge(now).orElse(null);
        boolean found = age != null && age.compareTo(maximumLag) <= 0;
        if (found != usable) {
            LOG.log(Level.INFO, "{0} is {1}", replica, found ? "read from" : "not read from: down, or too far behind");
        }
        lag = age == null ? older(lag, now - lookedAt) : age;
        usable = found;
        lookedAt = now;
    }

    private static @Nullable Duration older(@Nullable Duration age, long nanos) {
        return age == null ? null : age.plusNanos(nanos);
    }

    private void askPrimary(long now) {
        try {
            toPrimary = open(toPrimary, primary);
            Long written = ask(toPrimary, WRITTEN);
            if (written != null) {
                marks.primaryWasAt(written, now);
            }
        } catch (SQLException e) {
            // Nothing is written meanwhile: its latest position still holds.
            toPrimary = close(toPrimary);
        }
    }

    private Optional<Duration> findAge(long now) {
        try {
            toReplica = open(toReplica, replica);
            Long replayed = ask(toReplica, REPLAYED);
            return replayed == null ? Optional.empty() : marks.findAge(replayed, now);
        } catch (SQLException e) {
            toReplica = close(toReplica);
            return Optional.empty();
        }
    }

    private static Connection open(@Nullable Connection known, Server server) throws SQLException {
        return known == null
                ? CheckedServers.connect(server.withDriverProperty("socketTimeout", "5"), server.app())
                : known;
    }

    /** Null if there is no answer, from a primary that is one no longer. */
    private static @Nullable Long ask(Connection connection, String question) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(question);
                ResultSet row = query.executeQuery()) {
            return row.next() ? (Long) row.getLong(1) : null;
        }
    }

    private static @Nullable Connection close(@Nullable Connection broken) {
        try {
            if (broken != null) {
                broken.close();
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A connection that watched a replica was gone already.", e);
        }
        return null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        usable = false;
        timer.close();
        toPrimary = close(toPrimary);
        toReplica = close(toReplica);
    }
}
