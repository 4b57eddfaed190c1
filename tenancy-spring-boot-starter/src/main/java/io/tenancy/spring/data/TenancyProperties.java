package io.tenancy.spring.data;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where tenants live.
 *
 * @param servers PostgreSQL databases by name. Without any, there is one named main, of the application's connection details
 * @param tenants Tenants by id. Without any, the directory is the one in PostgreSQL
 * @param directory Directory of tenants in PostgreSQL
 * @param column Name of the tenant columns
 * @param setting Setting that the walls read
 * @param poolStatistics Interval at which statistics of all pools are logged. Without it, never
 * @param sharedEntities Classes of entities that belong to no tenant and cannot be annotated
 * @param walledPackages Packages whose entities know nothing of tenants and are left to the walls of their tables
 * @param reviewed Findings of the doctor that somebody has looked at
 */
@ConfigurationProperties("tenancy")
public record TenancyProperties(
        @DefaultValue Map<String, ServerProperties> servers,
        @DefaultValue Map<String, TenantProperties> tenants,
        @DefaultValue DirectoryProperties directory,
        @DefaultValue("tenant_id") String column,
        @DefaultValue("tenancy.tenant_id") String setting,
        @Nullable Duration poolStatistics,
        @DefaultValue List<Class<?>> sharedEntities,
        @DefaultValue List<String> walledPackages,
        @DefaultValue List<ReviewedProperties> reviewed) {

    /**
     * A server.
     *
     * @param url JDBC URL, without credentials. Default: that of the application's connection details
     * @param username Login of the service: no superuser, no owner. Default: that of the application's connection details
     * @param password Password of the login
     * @param operator Login that may look across tenants
     * @param owner Login that owns the tables, for migrations alone
     * @param replicas JDBC URLs of streaming replicas, for transactions that only read
     * @param schema Schema of the shared rows
     * @param reference Schema with reference data that all tenants may read
     * @param maximumPoolSize Connections of each pool of the server
     * @param maximumConnections Connections of all pools of the server together
     * @param connectionTimeout How long a borrower waits
     * @param driver Further settings of pgjdbc by name
     */
    public record ServerProperties(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password,
            @Nullable LoginProperties operator,
            @Nullable LoginProperties owner,
            @DefaultValue List<String> replicas,
            @Nullable String schema,
            @Nullable String reference,
            @Nullable Integer maximumPoolSize,
            @Nullable Integer maximumConnections,
            @Nullable Duration connectionTimeout,
            @DefaultValue Map<String, String> driver) {

        /** Passwords are left out. */
        @Override
        public String toString() {
            return "server of login '" + username + "'";
        }
    }

    /**
     * A login.
     *
     * @param username Name of the login
     * @param password Password of the login
     */
    public record LoginProperties(String username, @DefaultValue("") String password) {

        @Override
        public String toString() {
            return "login '" + username + "'";
        }
    }

    /**
     * A tenant that is named by properties.
     *
     * @param server Name of its server
     * @param schema Schema of its own. Without it, and without a database of its own, it has rows in shared tables
     * @param ownDatabase Whether the whole server is its own
     */
    public record TenantProperties(@DefaultValue("main") String server, @Nullable String schema, boolean ownDatabase) {}

    /**
     * The directory in PostgreSQL.
     *
     * @param url JDBC URL of the database with the control schema, past any pooler. Default: that of the first server
     * @param reader Login that reads the directory. Default: that of the service
     * @param registrar Login that changes the directory. Without it the application has no registry
     * @param owner Login that owns the control schema, for migrations alone. Default: that of tenancy.migration.owner
     * @param expiry How long a tenant is remembered: the longest that a change is overlooked
     * @param listen Whether changes are heard at once, on a connection and a thread of their own
     */
    public record DirectoryProperties(
            @Nullable String url,
            @Nullable LoginProperties reader,
            @Nullable LoginProperties registrar,
            @Nullable LoginProperties owner,
            @DefaultValue("1m") Duration expiry,
            @DefaultValue("true") boolean listen) {}

    /**
     * A finding that stops no start.
     *
     * @param rule Name of the rule
     * @param object What the finding names, such as "table app.coupon"
     * @param reason Why nothing crosses there
     */
    public record ReviewedProperties(String rule, String object, String reason) {}
}
