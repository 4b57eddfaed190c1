package io.tenancy;

import java.util.Map;

/**
 * A tenant as the directory knows it. Immutable; a change of status or placement makes a new value with a higher epoch.
 *
 * @param epoch rises with every change of status or placement; starts at 1
 * @param attributes free facts such as the plan; never secrets
 */
public record Tenant(
        TenantId id, TenantStatus status, Placement placement, long epoch, Map<String, String> attributes) {

    /** @throws IllegalArgumentException if the epoch is below 1 */
    public Tenant {
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "Tenant '" + id + "' refused: expected an epoch of at least 1, found " + epoch + ".");
        }
        attributes = Map.copyOf(attributes);
    }

    /** An active tenant at its first epoch, without attributes. */
    public static Tenant active(String id, Placement placement) {
        return new Tenant(TenantId.of(id), TenantStatus.ACTIVE, placement, 1, Map.of());
    }

    /** The same tenant with another status, one epoch later. */
    public Tenant withStatus(TenantStatus next) {
        return new Tenant(id, next, placement, epoch + 1, attributes);
    }

    /** The same tenant at another place, one epoch later. */
    public Tenant withPlacement(Placement next) {
        return new Tenant(id, status, next, epoch + 1, attributes);
    }

    /** The same tenant with other attributes; the epoch stays. */
    public Tenant withAttributes(Map<String, String> next) {
        return new Tenant(id, status, placement, epoch, next);
    }
}
