package io.tenancy.benchmarks.kit;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/** The service under test: a pool. Safe for use by several threads. */
public final class Shelf implements AutoCloseable {

    private static final AtomicLong IDS = new AtomicLong();

    private final HikariDataSource pool = new HikariDataSource();

    private Shelf() {}

    static Shelf open(TestDatabase database) {
        var shelf = new Shelf();
        shelf.pool.setJdbcUrl(database.jdbcUrl());
        shelf.pool.setUsername(database.app().user());
        shelf.pool.setPassword(database.app().password());
        shelf.pool.setMinimumIdle(1);
        shelf.pool.setAutoCommit(false);
        return shelf;
    }

    /** A new book in one transaction, and how many have its number in another. */
    int addAndCount() throws SQLException {
        long id = IDS.incrementAndGet();
        run("insert into app.book values (?, 'Momo')", id);
        return run("select id from app.book where id = ?", id);
    }

    /** @return the rows that were written or read */
    private int run(String sql, long id) throws SQLException {
        try (Connection connection = pool.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setLong(1, id);
            int count = 0;
            if (statement.execute()) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        count++;
                    }
                }
            } else {
                count = statement.getUpdateCount();
            }
            connection.commit();
            return count;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
