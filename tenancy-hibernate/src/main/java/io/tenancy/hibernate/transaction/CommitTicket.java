package io.tenancy.hibernate.transaction;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What to ask the server for, should the answer to a COMMIT be lost. Taken with one round trip right before it.
 *
 * @param transaction PostgreSQL's id of the transaction
 * @param server when the server was started; on any other one the id means somebody else's transaction
 */
record CommitTicket(String transaction, String server) {

    enum Fate {
        COMMITTED,
        ABORTED,
        UNKNOWN
    }

    private static final String SERVER = "cast(extract(epoch from pg_postmaster_start_time()) as text)";
    private static final String TAKE = "select cast(pg_current_xact_id() as text), " + SERVER;
    private static final String ASK = "select pg_xact_status(cast(? as xid8)), " + SERVER;

    /** A server that ends a connection notices at once; one whose client vanished may take until its keep-alive. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long PAUSE_MILLIS = 50;

    static CommitTicket take(SharedSessionContract session) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(TAKE);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return new CommitTicket(row.getString(1), row.getString(2));
            }
        });
    }

    /** What became of it. Asks until the server knows, for a few seconds at most; then it is unknown. */
    Fate resolve(SessionFactory factory, Throwable loss) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                String status = ask(factory, loss);
                if ("committed".equals(status)) {
                    return Fate.COMMITTED;
                }
                if ("aborted".equals(status)) {
                    return Fate.ABORTED;
                }
                if ("elsewhere".equals(status) || System.nanoTime() > end) {
                    return Fate.UNKNOWN;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Fate.UNKNOWN;
        }
    }

    /** Null while the server cannot be reached. */
    private @Nullable String ask(SessionFactory factory, Throwable loss) {
        try (StatelessSession session = factory.openStatelessSession()) {
            return session.doReturningWork(connection -> {
                try (PreparedStatement statement = connection.prepareStatement(ASK)) {
                    statement.setString(1, transaction);
                    return answer(statement);
                }
            });
        } catch (RuntimeException e) {
            if (loss.getSuppressed().length == 0) {
                loss.addSuppressed(e);
            }
            return null;
        }
    }

    private String answer(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(2).equals(server) ? String.valueOf(row.getString(1)) : "elsewhere";
        }
    }
}
