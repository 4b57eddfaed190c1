package io.tenancy.postgres.fire;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** A mistake that many make: the tenant is set for the session, and now and then not at all. */
final class CarelessPool extends HikariDataSource {

    private static final int ONE_IN = 5;

    private final Random random;
    private final LongAdder forgotten = new LongAdder();

    CarelessPool(TestDatabase database, long seed) {
        super(config(database));
        this.random = new Random(seed);
    }

    private static HikariConfig config(TestDatabase database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.app().user());
        config.setPassword(database.app().password());
        config.addDataSourceProperty("currentSchema", "app");
        config.setMaximumPoolSize(3);
        return config;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        if (random.nextInt(ONE_IN) == 0) {
            forgotten.increment();
            return connection;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("select set_config('tenancy.tenant_id', ?, false)")) {
            statement.setString(1, TenantContext.require("A statement").tenant().value());
            statement.execute();
        }
        return connection;
    }

    long forgotten() {
        return forgotten.sum();
    }
}
