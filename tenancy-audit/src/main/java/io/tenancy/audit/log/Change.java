package io.tenancy.audit.log;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction did to one row, on its way into the log.
 *
 * @param entity as HQL has it
 * @param before values by name; null where there were none, or nobody knows
 * @param after values by name; null where there are none
 */
public record Change(
        Kind kind,
        String entity,
        String id,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {

    /** What stands for the entity where it happened to the tenant itself; its id is the tenant's. */
    public static final String OF_TENANT = "io.tenancy.Tenant";
}
