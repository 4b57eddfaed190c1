package io.tenancy.spring.data;

import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.spring.data.TenancyProperties.ServerProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The servers that properties and connection details describe; all that is missing is told at once. */
final class ServersFromProperties {

    private static final ServerProperties DEFAULTS =
            new ServerProperties(null, null, null, null, null, List.of(), null, null, null, null, null, Map.of());

    private final @Nullable JdbcConnectionDetails details;
    private final List<String> problems = new ArrayList<>();

    private ServersFromProperties(@Nullable JdbcConnectionDetails details) {
        this.details = details;
    }

    /**
     * @param details of the application, which stand in for what a server does not say
     * @throws TenancyConfigurationException with every problem
     */
    static List<Server> of(TenancyProperties properties, @Nullable JdbcConnectionDetails details) {
        var reading = new ServersFromProperties(details);
        Map<String, ServerProperties> named =
                properties.servers().isEmpty() ? Map.of("main", DEFAULTS) : properties.servers();
        List<Server> servers = new ArrayList<>();
        named.forEach((name, server) -> reading.add(name, server, servers));
        if (!reading.problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", reading.problems);
        }
        return servers;
    }

    private void add(String name, ServerProperties properties, List<Server> servers) {
        String url = require(name, "url", properties.url(), details == null ? null : details.getJdbcUrl());
        String user = require(name, "username", properties.username(), details == null ? null : details.getUsername());
        String password = properties.password() == null && details != null && properties.username() == null
                ? details.getPassword()
                : properties.password();
        if (url != null && user != null) {
            try {
                servers.add(server(name, url, Login.of(user, password == null ? "" : password), properties));
            } catch (IllegalArgumentException e) {
                problems.add("tenancy.servers." + name + ": " + e.getMessage());
            }
        }
    }

    private static Server server(String name, String url, Login app, ServerProperties properties) {
        Server server = Server.of(name, url, app);
        if (properties.operator() != null) {
            server = server.withOperator(Login.of(
                    properties.operator().username(), properties.operator().password()));
        }
        if (properties.schema() != null) {
            server = server.withSchema(properties.schema());
        }
        if (properties.reference() != null) {
            server = server.withReference(properties.reference());
        }
        if (properties.maximumPoolSize() != null) {
            server = server.withMaximumPoolSize(properties.maximumPoolSize());
        }
        if (properties.maximumConnections() != null) {
            server = server.withMaximumConnections(properties.maximumConnections());
        }
        if (properties.connectionTimeout() != null) {
            server = server.withConnectionTimeout(properties.connectionTimeout());
        }
        for (String replica : properties.replicas()) {
            server = server.withReplica(replica);
        }
        for (var setting : properties.driver().entrySet()) {
            server = server.withDriverProperty(setting.getKey(), setting.getValue());
        }
        return server;
    }

    private @Nullable String require(String name, String property, @Nullable String own, @Nullable String usual) {
        String value = own == null ? usual : own;
        if (value == null || value.isBlank()) {
            problems.add("tenancy.servers." + name + "." + property + " is missing, and so is spring.datasource."
                    + property + ". Set one of them.");
            return null;
        }
        return value;
    }
}
