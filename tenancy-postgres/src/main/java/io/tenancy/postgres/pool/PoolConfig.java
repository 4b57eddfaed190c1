package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import io.tenancy.refusal.TenancyConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.postgresql.PGProperty;

/** HikariCP's settings for a pool, and the driver's for its connections. */
final class PoolConfig {

    private PoolConfig() {}

    static HikariConfig of(Server server, PoolName name) {
        var config = new HikariConfig();
        config.setPoolName(name.toString());
        config.setInitializationFailTimeout(
                -1); // the server was checked; one that is down now must not keep the pool shut
        config.setMinimumIdle(0); // a tenant's pool that nobody uses holds nothing; see WaitingBorrowers
        config.setKeepaliveTime(server.pools().keepaliveTime().toMillis());
        apply(server, name.kind(), config);
        return config;
    }

    /** What can be changed while a pool is open. */
    static void apply(Server server, PoolKind kind, HikariConfigMXBean config) {
        PoolSettings settings = server.pools();
        config.setMaximumPoolSize(server.poolSize(kind));
        config.setConnectionTimeout(server.connectionTimeout().toMillis());
        config.setIdleTimeout(settings.idleTimeout().toMillis());
        config.setMaxLifetime(settings.maximumLifetime().toMillis());
        config.setValidationTimeout(settings.validationTimeout().toMillis());
        Duration leak = settings.leakThreshold();
        config.setLeakDetectionThreshold(leak == null ? 0 : leak.toMillis());
    }

    static CountedDataSource.Access access(Server server, PoolName name, ServerFacts facts) {
        Login login = login(server, name.kind());
        var properties = new Properties();
        properties.putAll(driverProperties(server, name, facts));
        PGProperty.USER.set(properties, login.user());
        PGProperty.PASSWORD.set(properties, login.password());
        int seconds = Math.toIntExact(Math.max(1, server.connectionTimeout().toSeconds()));
        properties.putIfAbsent(PGProperty.LOGIN_TIMEOUT.getName(), Integer.toString(seconds));
        properties.putIfAbsent(PGProperty.SOCKET_FACTORY.getName(), PatientSockets.class.getName());
        return new CountedDataSource.Access(server.url(), properties);
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
