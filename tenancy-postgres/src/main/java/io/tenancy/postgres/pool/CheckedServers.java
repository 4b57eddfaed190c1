package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import io.tenancy.refusal.ServerUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** Servers that were asked who they are, and whose logins are held by walls. Immutable. */
final class CheckedServers {

    private static final int LONGEST_TIMEOUT_SECONDS = 3600;

    private final Map<ServerName, Server> servers = new LinkedHashMap<>();
    private final Map<ServerName, ServerFacts> facts = new LinkedHashMap<>();
    /** Of which server each replica is one. */
    private final Map<ServerName, ServerName> primaries = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();

    private CheckedServers() {}

    /**
     * @param maximum connections of all servers together
     * @throws TenancyConfigurationException with every problem of every server
     */
    static CheckedServers check(List<Server> servers, int maximum) {
        var checked = new CheckedServers();
        if (servers.isEmpty()) {
            checked.problems.add("No server was named. Add one with Server.of(name, url, login).");
        }
        if (maximum < 1) {
            checked.problems.add("Expected maximumConnections of at least 1 for all servers, found " + maximum + ".");
        }
        servers.forEach(checked::add);
        return checked.ifSound();
    }

    /** These servers and one more. */
    CheckedServers with(Server server) {
        CheckedServers more = copyWithout(null);
        more.add(server);
        return more.ifSound();
    }

    /** These servers, of which the one of that name is this one now. */
    CheckedServers changed(Server server) {
        CheckedServers others = copyWithout(require(server.name()).name());
        others.add(server);
        others.ifSound();
        var all = new CheckedServers();
        all().forEach(each -> all.copy(others, each.name()));
        return all;
    }

    CheckedServers without(ServerName name) {
        CheckedServers fewer = copyWithout(require(name).name());
        if (fewer.servers.isEmpty()) {
            throw new TenancyConfigurationException(
                    "Tenancy", List.of("Server '" + name + "' is the last one. Add another one first."));
        }
        return fewer;
    }

    private CheckedServers copyWithout(@Nullable ServerName left) {
        var copy = new CheckedServers();
        all().stream().map(Server::name).filter(name -> !name.equals(left)).forEach(name -> copy.copy(this, name));
        return copy;
    }

    private void copy(CheckedServers from, ServerName name) {
        servers.put(name, from.require(name));
        facts.put(name, from.facts(name));
        for (Server replica : from.require(name).replicas()) {
            copy(from, replica.name());
            primaries.put(replica.name(), name);
        }
    }

    private CheckedServers ifSound() {
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Tenancy", problems);
        }
        return this;
    }

    /** Without replicas. */
    List<Server> all() {
        return servers.values().stream()
                .filter(server -> !primaries.containsKey(server.name()))
                .toList();
    }

    /** The server that one is a replica of, or it itself. */
    ServerName primaryOf(ServerName name) {
        return primaries.getOrDefault(name, name);
    }

    Optional<Server> find(ServerName name) {
        return Optional.ofNullable(servers.get(name));
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
        if (!primaries.containsKey(server.name())) { // a replica has the limits of its server
            problems.addAll(limits(server));
        }
        List<String> unsafe = DriverOptions.problems(server);
        if (!unsafe.isEmpty()) {
            problems.addAll(unsafe);
            return;
        }
        ask(server, server.app());
        server.findOperator().ifPresent(operator -> ask(server, operator));
        server.replicas().forEach(replica -> addReplica(server, replica));
    }

    private void addReplica(Server server, Server replica) {
        primaries.put(replica.name(), server.name());
        add(replica);
        if (facts.containsKey(replica.name()) && facts.containsKey(server.name())) {
            problems.addAll(Cluster.problems(server, replica));
        }
    }

    private static List<String> limits(Server server) {
        var problems = new ArrayList<String>();
        if (server.maximumPoolSize() < 1) {
            problems.add(
                    server + ": expected a maximumPoolSize of at least 1, found " + server.maximumPoolSize() + ".");
        }
        server.findMaximumConnections()
                .filter(maximum -> maximum < 1)
                .ifPresent(maximum ->
                        problems.add(server + ": expected maximumConnections of at least 1, found " + maximum + "."));
        problems.addAll(server.pools().problems(server));
        Duration lag = server.replication().maximumLag();
        if (lag.toMillis() < 1_000) {
            problems.add(server + ": expected a maximumReplicaLag of at least 1 s, since replicas are looked at every"
                    + " second, found " + lag.toMillis() + " ms.");
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
        PGProperty.LOGIN_TIMEOUT.set(properties, Math.toIntExact(Math.min(seconds, LONGEST_TIMEOUT_SECONDS)));
        return DriverManager.getConnection(server.url(), properties);
    }

    private void ask(Server server, Login login) {
        try (Connection connection = connect(server, login)) {
            String driver = connection.getMetaData().getDriverVersion();
            DriverOptions.problems(driver).stream()
                    .filter(p -> !problems.contains(p))
                    .forEach(problems::add);
            ServerFacts answer = ServerFacts.read(connection);
            answer.problems(server).stream().filter(p -> !problems.contains(p)).forEach(problems::add);
            facts.putIfAbsent(server.name(), answer);
        } catch (SQLException e) {
            problems.add(server + ", " + login + ": " + Failure.explain(e));
        }
    }
}
