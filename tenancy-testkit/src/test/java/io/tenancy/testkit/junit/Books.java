package io.tenancy.testkit.junit;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The service that is tested: a pool, and each transaction bound to the thread's tenant. */
class Books implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();

    Books(TestDatabase database) {
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.app().user());
        pool.setPassword(database.app().password());
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(1);
        pool.setAutoCommit(false);
    }

    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** A connection in a transaction that works for the thread's tenant, or for nobody. */
    Connection begin() throws SQLException {
        Connection connection = pool.getConnection();
        var tenant = TenantContext.find().map(context -> context.tenant().value());
        if (tenant.isPresent()) {
            try (var bind = connection.prepareStatement("select set_config('tenancy.tenant_id', ?, true)")) {
                bind.setString(1, tenant.get());
                bind.execute();
            }
        }
        return connection;
    }

    <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = begin()) {
            T result = work.in(connection);
            connection.commit();
            return result;
        }
    }

    void add(int id, String title) throws SQLException {
        run("insert into app.book (tenant_id, id, title) values (current_setting('tenancy.tenant_id'), " + id + ", '"
                + title + "')");
    }

    void run(String sql) throws SQLException {
        inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    List<String> titles() throws SQLException {
        return list("select title from app.book order by id");
    }

    List<String> list(String sql) throws SQLException {
        return inTransaction(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        });
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    @Override
    public void close() {
        pool.close();
    }
}
