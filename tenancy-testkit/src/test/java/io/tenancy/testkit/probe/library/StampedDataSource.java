package io.tenancy.testkit.probe.library;

import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** Sets a connection's tenant and schema when it is borrowed, and never looks at them again. */
final class StampedDataSource extends HikariDataSource {

    private final UnaryOperator<String> schemaOf;

    StampedDataSource(TestDatabase database, Login user, UnaryOperator<String> schemaOf) {
        this.schemaOf = schemaOf;
        setJdbcUrl(database.jdbcUrl());
        setUsername(user.user());
        setPassword(user.password());
        setMaximumPoolSize(3);
        setMinimumIdle(0);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        String tenant = TenantContext.find().map(c -> c.tenant().value()).orElse("");
        try (var set = connection.prepareStatement(
                "select set_config('tenancy.tenant_id', ?, false), set_config('search_path', ?, false)")) {
            set.setString(1, tenant);
            set.setString(2, schemaOf.apply(tenant));
            set.execute();
        }
        return connection;
    }
}
