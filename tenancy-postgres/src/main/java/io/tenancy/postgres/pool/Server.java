package io.tenancy.postgres.pool;

import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database and how to reach it. Immutable; each {@code withX} gives a changed copy. What cannot work is
 * found when the service is built, all of it at once.
 *
 * @param url a JDBC URL of PostgreSQL, without credentials
 * @param app the login of the service: no superuser, no owner, not exempt from row-level security
 * @param operator the login that may look across tenants; null if nobody may
 * @param schema the schema of the shared rows, or of the one tenant of an own database
 * @param reference a schema with reference data that all tenants may read; null if there is none
 * @param maximumPoolSize connections of each pool of the server, while they have no ceiling together
 * @param maximumConnections connections of all pools of the server together; null for no such ceiling
 * @param connectionTimeout how long a borrower waits
 * @param pools how the pools keep their connections
 * @param replication where it can be read too
 * @param driverProperties further settings of pgjdbc
 */
public record Server(
        ServerName name,
        String url,
        Login app,
        @Nullable Login operator,
        SchemaName schema,
        @Nullable SchemaName reference,
        int maximumPoolSize,
        @Nullable Integer maximumConnections,
        Duration connectionTimeout,
        PoolSettings pools,
        Replication replication,
        Map<String, String> driverProperties) {

    private static final SchemaName DEFAULT_SCHEMA = SchemaName.of("app");

    public Server {
        driverProperties = Map.copyOf(driverProperties);
    }

    /** A server with the schema {@code app}, pools of 10, and a wait of 10 seconds. */
    public static Server of(String name, String url, Login app) {
        return new Server(
                ServerName.of(name),
                url,
                app,
                null,
                DEFAULT_SCHEMA,
                null,
                10,
                null,
                Duration.ofSeconds(10),
                PoolSettings.DEFAULT,
                Replication.NONE,
                Map.of());
    }

    /** Such as the same login with its new password. */
    public Server withApp(Login login) {
        return changed(draft -> draft.app = login);
    }

    public Server withOperator(Login login) {
        return changed(draft -> draft.operator = login);
    }

    public Server withSchema(String shared) {
        return changed(draft -> draft.schema = SchemaName.of(shared));
    }

    public Server withReference(String readOnlySchema) {
        return changed(draft -> draft.reference = SchemaName.of(readOnlySchema));
    }

    public Server withMaximumPoolSize(int connections) {
        return changed(draft -> draft.maximumPoolSize = connections);
    }

    /**
     * A ceiling for all pools of the server together, which takes the place of the size of each. Where there are
     * operators, a fifth of it is theirs, if that is at least one; the rest is shared by tenants of all kinds.
     */
    public Server withMaximumConnections(int connections) {
        return changed(draft -> draft.maximumConnections = connections);
    }

    public Server withConnectionTimeout(Duration wait) {
        return changed(draft -> draft.connectionTimeout = wait);
    }

    public Server withPools(PoolSettings settings) {
        return changed(draft -> draft.pools = settings);
    }

    /**
     * Adds a streaming replica, which read-only transactions use while it is up and close behind. It has pools of its own, as
     * large as those of the server, under the name {@code <server>-replica-1} and so on.
     *
     * @param readOnlyUrl a JDBC URL of the same database on the replica, without credentials
     */
    public Server withReplica(String readOnlyUrl) {
        return changed(draft -> draft.replication = replication.withUrl(readOnlyUrl));
    }

    /** What is older is read from the server itself. */
    public Server withMaximumReplicaLag(Duration lag) {
        return changed(draft -> draft.replication = replication.withMaximumLag(lag));
    }

    /** Its replicas, as servers that no tenant is placed on. */
    public List<Server> replicas() {
        return replication.replicasOf(this);
    }

    public Server withDriverProperty(String property, String value) {
        var all = new TreeMap<>(driverProperties);
        all.put(property, value);
        return changed(draft -> draft.driverProperties = all);
    }

    Server changed(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.server();
    }

    /** What PostgreSQL shows of its connections: the driver's property, or that they are Tenancy's. */
    public String applicationName() {
        return driverProperties.getOrDefault("ApplicationName", "tenancy");
    }

    public Optional<Integer> findMaximumConnections() {
        return Optional.ofNullable(maximumConnections);
    }

    /** How many connections a pool of this kind may have. */
    public int poolSize(PoolKind kind) {
        if (maximumConnections == null) {
            return maximumPoolSize;
        }
        return kind == PoolKind.OPERATOR
                ? Math.max(1, forOperators(maximumConnections))
                : maximumConnections - forOperators(maximumConnections);
    }

    private int forOperators(int connections) {
        return operator == null || connections < 2 ? 0 : Math.max(1, connections / 5);
    }

    public Optional<Login> findOperator() {
        return Optional.ofNullable(operator);
    }

    /** The URL is left out: it may hold secrets in its parameters. */
    @Override
    public String toString() {
        return "server '" + name + "'";
    }

    /** A server while it is being changed. For one thread. */
    static final class Draft {

        ServerName name;
        String url;
        Login app;

        @Nullable
        Login operator;

        SchemaName schema;

        @Nullable
        SchemaName reference;

        int maximumPoolSize;

        @Nullable
        Integer maximumConnections;

        Duration connectionTimeout;
        PoolSettings pools;
        Replication replication;
        Map<String, String> driverProperties;

        private Draft(Server server) {
            name = server.name;
            url = server.url;
            app = server.app;
            operator = server.operator;
            schema = server.schema;
            reference = server.reference;
            maximumPoolSize = server.maximumPoolSize;
            maximumConnections = server.maximumConnections;
            connectionTimeout = server.connectionTimeout;
            pools = server.pools;
            replication = server.replication;
            driverProperties = server.driverProperties;
        }

        private Server server() {
            return new Server(
                    name,
                    url,
                    app,
                    operator,
                    schema,
                    reference,
                    maximumPoolSize,
                    maximumConnections,
                    connectionTimeout,
                    pools,
                    replication,
                    driverProperties);
        }
    }
}
