package io.tenancy.postgres.pool;

import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * @param maximumPoolSize connections of each pool of the server
 * @param connectionTimeout how long a borrower waits
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
        Duration connectionTimeout,
        Map<String, String> driverProperties) {

    private static final SchemaName DEFAULT_SCHEMA = SchemaName.of("app");

    public Server {
        driverProperties = Map.copyOf(driverProperties);
    }

    /** A server with the schema {@code app}, pools of 10, and a wait of 10 seconds. */
    public static Server of(String name, String url, Login app) {
        return new Server(
                ServerName.of(name), url, app, null, DEFAULT_SCHEMA, null, 10, Duration.ofSeconds(10), Map.of());
    }

    public Server withOperator(Login login) {
        return new Server(
                name, url, app, login, schema, reference, maximumPoolSize, connectionTimeout, driverProperties);
    }

    public Server withSchema(String shared) {
        return new Server(
                name,
                url,
                app,
                operator,
                SchemaName.of(shared),
                reference,
                maximumPoolSize,
                connectionTimeout,
                driverProperties);
    }

    public Server withReference(String readOnlySchema) {
        return new Server(
                name,
                url,
                app,
                operator,
                schema,
                SchemaName.of(readOnlySchema),
                maximumPoolSize,
                connectionTimeout,
                driverProperties);
    }

    public Server withMaximumPoolSize(int connections) {
        return new Server(
                name, url, app, operator, schema, reference, connections, connectionTimeout, driverProperties);
    }

    public Server withConnectionTimeout(Duration wait) {
        return new Server(name, url, app, operator, schema, reference, maximumPoolSize, wait, driverProperties);
    }

    public Server withDriverProperty(String property, String value) {
        var all = new TreeMap<>(driverProperties);
        all.put(property, value);
        return new Server(name, url, app, operator, schema, reference, maximumPoolSize, connectionTimeout, all);
    }

    public Optional<Login> findOperator() {
        return Optional.ofNullable(operator);
    }

    /** The URL is left out: it may hold secrets in its parameters. */
    @Override
    public String toString() {
        return "server '" + name + "'";
    }
}
