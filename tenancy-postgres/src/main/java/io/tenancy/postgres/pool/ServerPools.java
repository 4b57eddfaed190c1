package io.tenancy.postgres.pool;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenancy.ServerName;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The pools of all servers. Safe for use by several threads. */
public final class ServerPools implements AutoCloseable {

    private final Map<ServerName, Server> servers;
    private final Map<PoolName, HikariDataSource> pools = new ConcurrentHashMap<>();
    private final PoolListener listener;
    private final @Nullable MeterRegistry meters;

    public ServerPools(Collection<Server> servers, PoolListener listener, @Nullable MeterRegistry meters) {
        this.servers = new LinkedHashMap<>();
        servers.forEach(server -> this.servers.put(server.name(), server));
        this.listener = listener;
        this.meters = meters;
    }
}
