package io.tenancy.audit.delivery;

import io.tenancy.audit.log.LogDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A writer: counts its tenant's row up and records it, a few events at a time; now and then it rolls back. */
final class Scribe implements Runnable {

    static final List<String> TENANTS =
            IntStream.range(0, 8).mapToObj(i -> "tenant-" + i).toList();

    private static final int EVENTS = 16;

    private final LogDatabase log;
    private final int events;
    private final Random random;
    long rolledBack;
    long killed;

    Scribe(LogDatabase log, int events, long seed) {
        this.log = log;
        this.events = events;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        int written = 0;
        while (written < events) {
            try (Connection app = log.database.connectAs(log.database.app())) {
                app.setAutoCommit(false);
                while (written < events) {
                    written += write(app) ? EVENTS : 0;
                }
            } catch (SQLException e) {
                // An administrator's command, or the connection it ended. Everything else is a failure of the test.
                if (!List.of("57P01", "08006", "08003").contains(e.getSQLState())) {
                    throw new IllegalStateException(e);
                }
                killed++;
            }
        }
    }

    private boolean write(Connection app) throws SQLException {
        String tenant = TENANTS.get(random.nextInt(TENANTS.size()));
        log.bind(app, tenant);
        if (random.nextBoolean()) {
            try (Statement early = app.createStatement()) {
                early.execute("select pg_current_xact_id()");
            }
        }
        record(app, count(app, tenant));
        if (random.nextInt(10) == 0) {
            app.rollback();
            rolledBack++;
            return false;
        }
        app.commit();
        return true;
    }

    private static int count(Connection app, String tenant) throws SQLException {
        try (PreparedStatement update =
                app.prepareStatement("update counter set n = n + 1 where tenant_id = ? returning n")) {
            update.setString(1, tenant);
            try (ResultSet row = update.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void record(Connection app, int n) throws SQLException {
        String sql =
                """
                insert into audit_event (id, kind, entity, entity_id, actor_kind, actor, attempt)
                select gen_random_uuid(), 'UPDATE', 'Counter', ?::text, 'JOB', 'scribe', 1 from generate_series(1, ?)
                """;
        try (PreparedStatement insert = app.prepareStatement(sql)) {
            insert.setInt(1, n);
            insert.setInt(2, EVENTS);
            insert.executeUpdate();
        }
    }
}
