package io.tenancy.postgres.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** A connection of its own on which PostgreSQL tells of changes. For use by one thread, except abort. */
final class Subscription implements AutoCloseable {

    private static final String TEST_CHANNEL = "tenancy_test";
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final int ANSWER_SECONDS = 10;

    private final Connection connection;
    private final PGConnection notifications;

    private Subscription(Connection connection) throws SQLException {
        this.connection = connection;
        this.notifications = connection.unwrap(PGConnection.class);
    }

    static Subscription open(ControlDatabase database) throws SQLException {
        Connection connection = database.open();
        try {
            return new Subscription(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Listens, and makes sure that something is heard: a pooler in transaction mode takes LISTEN without an error and
     * lets no notification through.
     *
     * @param announcer where a notification is sent for a test, from a connection of its own, as the registry's are
     * @throws SQLException if it does not arrive in time
     */
    void listen(Collection<Ear> ears, ControlDatabase announcer, Duration patience) throws SQLException {
        for (Ear ear : ears) {
            run("listen " + ear.channel());
        }
        run("listen " + TEST_CHANNEL);
        String test = UUID.randomUUID().toString();
        try (Connection other = announcer.open();
                PreparedStatement send = other.prepareStatement("select pg_notify(?, ?)")) {
            send.setString(1, TEST_CHANNEL);
            send.setString(2, test);
            send.execute();
        }
        long end = System.nanoTime() + patience.toNanos();
        while (notifications(end).noneMatch(each -> each.getParameter().equals(test))) {
            if (System.nanoTime() >= end) {
                throw new SQLException(
                        "A notification that was sent for a test did not arrive within " + patience.toMillis() + " ms",
                        ControlFailure.DEAF);
            }
        }
        run("unlisten " + TEST_CHANNEL);
    }

    /** Waits until something was said or the heartbeat is due; the changes, as they were written. */
    List<PGNotification> await() throws SQLException {
        List<PGNotification> said = notifications(System.nanoTime() + HEARTBEAT.toNanos())
                .filter(each -> !each.getName().equals(TEST_CHANNEL))
                .toList();
        if (said.isEmpty() && !connection.isValid(ANSWER_SECONDS)) {
            throw new SQLException("The connection does not answer any more");
        }
        return said;
    }

    /** Ends the connection from another thread, whatever it waits for. */
    void abort() throws SQLException {
        connection.abort(Runnable::run);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Stream<PGNotification> notifications(long end) throws SQLException {
        // Zero would wait for ever.
        long millis = Math.max(1, (end - System.nanoTime()) / 1_000_000);
        PGNotification @Nullable [] said = notifications.getNotifications(Math.toIntExact(millis));
        return said == null ? Stream.empty() : Stream.of(said);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
