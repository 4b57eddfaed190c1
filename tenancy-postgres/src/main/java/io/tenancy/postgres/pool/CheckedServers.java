package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.postgresql.PGProperty;

/** Servers that were asked who they are, and whose logins are held by walls. Immutable. */
final class CheckedServers {

    private static final int LONGEST_TIMEOUT_SECONDS = 3600;

    private final Map<ServerName, Server> servers = new LinkedHashMap<>();
    private final Map<ServerName, ServerFacts> facts = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    private CheckedServers() {}

    /** @throws TenancyConfigurationException with every problem of every server */
    static CheckedServers check(List<Server> servers) {
        var checked = new CheckedServers();
        if (servers.isEmpty()) {
            checked.problems.add("No server was named. Add one with Server.of(name, url, login).");
        }
        servers.forEach(checked::add);
        if (!checked.problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", checked.problems);
        }
        return checked;
    }

    List<Server> all() {
        return List.copyOf(servers.values());
    }

    Server require(ServerName name) {
        Server server = servers.get(name);
        if (server == null) {
            throw new ServerUnavailableException(
                    name, "nobody named it. Known are " + servers.keySet() + "; add it, or move the tenant.", null);
        }
        return server;
    }

    ServerFacts facts(ServerName name) {
        return Objects.requireNonNull(facts.get(require(name).name()));
    }

    private void add(Server server) {
        if (servers.putIfAbsent(server.name(), server) != null) {
            problems.add(server + " was named twice. Give each server a name of its own.");
            return;
        }
        List<String> unsafe = new ArrayList<>(DriverOptions.problems(server));
        unsafe.addAll(limits(server));
        if (!unsafe.isEmpty()) {
            problems.addAll(unsafe);
            return;
        }
        ask(server, server.app());
        server.findOperator().ifPresent(operator -> ask(server, operator));
    }

    private static List<String> limits(Server server) {
        var problems = new ArrayList<String>();
        if (server.maximumPoolSize() < 1) {
            problems.add(
                    server + ": expected a maximumPoolSize of at least 1, found " + server.maximumPoolSize() + ".");
        }
        long millis = server.connectionTimeout().toMillis();
        if (millis < 250 || millis > LONGEST_TIMEOUT_SECONDS * 1000L) {
            problems.add(server + ": expected a connectionTimeout from 250 ms to 1 h, found " + millis + " ms.");
        }
        return problems;
    }

    static Connection connect(Server server, Login login) throws SQLException {
        var properties = new Properties();
        properties.putAll(server.driverProperties());
        PGProperty.USER.set(properties, login.user());
        PGProperty.PASSWORD.set(properties, login.password());
        long seconds = Math.max(1, server.connectionTimeout().toSeconds());
        PGProperty.LOGIN_TIMEOUT.set(properties, Math.toIntExact(seconds));
        return DriverManager.getConnection(server.url(), properties);
    }

    private void ask(Server server, Login login) {
        try (Connection connection = connect(server, login)) {
            String driver = connection.getMetaData().getDriverVersion();
            DriverOptions.problems(driver).stream()
                    .filter(p -> !problems.contains(p))
                    .forEach(problems::add);
            ServerFacts answer = ServerFacts.read(connection);
            problems.addAll(answer.problems(server));
            facts.putIfAbsent(server.name(), answer);
        } catch (SQLException e) {
            problems.add(server + ", " + login + ": " + Failure.explain(e));
        }
    }
}
