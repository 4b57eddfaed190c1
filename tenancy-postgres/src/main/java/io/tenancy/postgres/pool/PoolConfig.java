package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariConfig;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.PGProperty;

/** HikariCP's settings for a pool. */
final class PoolConfig {

    private PoolConfig() {}

    static HikariConfig of(Server server, PoolName name, ServerFacts facts) {
        Login login = login(server, name.kind());
        var config = new HikariConfig();
        config.setPoolName(name.toString());
        config.setJdbcUrl(server.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(server.maximumPoolSize());
        // A tenant's pool that nobody uses holds nothing; see WaitingBorrowers.
        config.setMinimumIdle(0);
        config.setConnectionTimeout(server.connectionTimeout().toMillis());
        // The server was checked already; one that is down now must not keep the pool from opening.
        config.setInitializationFailTimeout(-1);
        driverProperties(server, name, facts).forEach(config::addDataSourceProperty);
        return config;
    }

    private static Login login(Server server, PoolKind kind) {
        if (kind != PoolKind.OPERATOR) {
            return server.app();
        }
        return server.findOperator()
                .orElseThrow(() -> new TenancyConfigurationException(
                        "Operator access", List.of(server + " has no operator login. Add Server.withOperator.")));
    }

    private static Map<String, String> driverProperties(Server server, PoolName name, ServerFacts facts) {
        var properties = new TreeMap<>(server.driverProperties());
        // The path of the shared schema is what an unbound connection has: its tables are there, their rows are not.
        properties.put(PGProperty.CURRENT_SCHEMA.getName(), SearchPath.of(server, server.schema()));
        properties.putIfAbsent(PGProperty.APPLICATION_NAME.getName(), "tenancy " + name);
        properties.putIfAbsent(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        if (name.kind() == PoolKind.SCHEMAS && !facts.reportsSearchPath()) {
            properties.put(PGProperty.PREPARE_THRESHOLD.getName(), "0");
        }
        return properties;
    }
}
