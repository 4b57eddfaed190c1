package io.tenancy.postgres.binding;

import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.TenantAccess;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantNotProvisionedException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction is told before its first statement: settings that hold until it ends. Immutable.
 *
 * <p>PostgreSQL: {@code set_config(name, value, true)} is undone by commit and by rollback.
 */
public final class Binding {

    private static final Pattern SETTING = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

    private final @Nullable Tenant tenant;
    private final String schema;
    private final List<Setting> settings;
    private final String statement;

    private record Setting(String name, String value) {}

    private Binding(@Nullable Tenant tenant, String schema, List<Setting> settings) {
        this.tenant = tenant;
        this.schema = schema;
        this.settings = List.copyOf(settings);
        this.statement = settings.stream()
                .map(setting -> "set_config('" + setting.name + "',?,true)")
                .collect(Collectors.joining(",", "select ", ""));
    }

    /**
     * A binding that looks into one schema, as nobody: under a wall it sees no tenant's rows.
     *
     * @param searchPath the whole search path, its names already quoted
     */
    public static Binding unbound(String schema, String searchPath) {
        return new Binding(null, schema, List.of(new Setting("search_path", searchPath)));
    }

    /**
     * The same for a tenant. Where it may only be read, PostgreSQL refuses writes, and refuses to take that back within
     * the transaction.
     *
     * @param setting the name of the setting that policies and column defaults read
     */
    public Binding forTenant(Tenant bound, String setting) {
        var all = plus(setting, bound.id().value());
        if (TenantAccess.readOnly(bound)) {
            all.add(new Setting("transaction_read_only", "on"));
        }
        return new Binding(bound, schema, all);
    }

    /** The same under a role, which must be granted to the login with SET. */
    public Binding withRole(String role) {
        return new Binding(tenant, schema, plus("role", role));
    }

    /**
     * The same with one more setting, such as {@code statement_timeout}: it holds for the very first statement too.
     *
     * @throws IllegalArgumentException if the name is not one of a setting
     */
    public Binding with(String setting, String value) {
        return new Binding(tenant, schema, plus(setting, value));
    }

    /** @throws IllegalArgumentException if a setting is PostgreSQL's own, or the binding has it already */
    Binding carrying(Map<String, String> more) {
        var all = new ArrayList<>(settings);
        more.forEach((name, value) -> {
            if (!name.contains(".") || !SETTING.matcher(name).matches() || find(name) != null) {
                throw new IllegalArgumentException(
                        "Setting '" + name + "' refused: expected one with a dot that the binding does not have.");
            }
            all.add(new Setting(name, value));
        });
        return new Binding(tenant, schema, all);
    }

    boolean sameAs(Binding other) {
        return settings.equals(other.settings);
    }

    /** The same for reading only. */
    public Binding readOnly() {
        return new Binding(tenant, schema, plus("transaction_read_only", "on"));
    }

    @Nullable
    TenantId tenant() {
        return tenant == null ? null : tenant.id();
    }

    /**
     * The refusal that an error of PostgreSQL stands for: the role of an own schema is missing (22023), or is not granted
     * to the application (42501). Null if it stands for nothing but itself.
     */
    @Nullable
    TenancyException roleRefusal(SQLException error) {
        String role = find("role");
        boolean aboutRole = ("22023".equals(error.getSQLState()) || "42501".equals(error.getSQLState()))
                && String.valueOf(error.getMessage()).contains("role \"" + role + "\"");
        return tenant == null || role == null || !aboutRole
                ? null
                : new TenantNotProvisionedException(tenant.id(), SchemaName.of(schema), error);
    }

    /** @throws TenancyException if the tenant's status allows no writes */
    void requireWrite(String attempted) {
        if (tenant != null) {
            TenantAccess.requireWrite(tenant, attempted);
        }
    }

    String schema() {
        return schema;
    }

    /** The statement that binds. */
    String statement() {
        return statement;
    }

    /** The given statement behind the binding: pgjdbc sends both before one Sync. */
    String carriedBy(String sql) {
        return statement + ";" + sql;
    }

    int parameterCount() {
        return settings.size();
    }

    void setParameters(PreparedStatement target) throws SQLException {
        for (int i = 0; i < settings.size(); i++) {
            target.setString(i + 1, settings.get(i).value);
        }
    }

    private @Nullable String find(String name) {
        return settings.stream()
                .filter(setting -> setting.name.equals(name))
                .map(Setting::value)
                .findFirst()
                .orElse(null);
    }

    private List<Setting> plus(String name, String value) {
        if (!SETTING.matcher(name).matches()) {
            throw new IllegalArgumentException("Setting refused: expected a name such as 'tenancy.tenant_id'.");
        }
        var all = new ArrayList<>(settings);
        all.add(new Setting(name, value));
        return all;
    }

    @Override
    public String toString() {
        return tenant == null ? "no tenant" : "tenant '" + tenant.id() + "'";
    }
}
