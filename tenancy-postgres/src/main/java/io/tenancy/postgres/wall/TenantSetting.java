package io.tenancy.postgres.wall;

import io.tenancy.postgres.schema.Literal;
import java.util.regex.Pattern;

/**
 * The setting that holds the tenant of a transaction. Immutable.
 *
 * <p>It can be named otherwise, so that the wall can live beside one that Hibernate or another library put up.
 */
public record TenantSetting(String name) {

    private static final Pattern RULE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)+");

    /** {@code tenancy.tenant_id}. */
    public static final TenantSetting DEFAULT = new TenantSetting("tenancy.tenant_id");

    /** @throws IllegalArgumentException if the name is not what PostgreSQL takes for a setting of an application */
    public TenantSetting {
        if (!RULE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Tenant setting refused: expected a name of [a-z0-9_] with a dot, such as 'tenancy.tenant_id'.");
        }
    }

    /** The bound tenant; null where none is: unset, or {@code ''}, which PostgreSQL leaves behind after the first use. */
    String bound(TenantColumn.Type type) {
        return "nullif(current_setting(" + new Literal(name).quoted() + ", true), '')" + type.cast();
    }
}
