package io.tenancy.hibernate.softdelete;

import io.tenancy.TenantId;
import org.jspecify.annotations.Nullable;

/** Deleted rows stay: who asked may not purge, or another row still refers to them. */
public final class PurgeRefusedException extends SoftDeleteException {

    private PurgeRefusedException(
            @Nullable TenantId tenant, String entity, @Nullable Object id, String why, @Nullable Throwable cause) {
        super(tenant, entity, id, "Purge of " + entity + (id == null ? "" : "#" + id) + " refused: " + why, cause);
    }

    static PurgeRefusedException forbidden(@Nullable TenantId tenant, String entity, @Nullable String actor) {
        return new PurgeRefusedException(
                tenant,
                entity,
                null,
                "the factory's PurgePermission does not allow it to "
                        + (actor == null ? "nobody in particular" : "'" + actor + "'")
                        + ". Give the factory a permission that does, and act as somebody it allows.",
                null);
    }

    static PurgeRefusedException referred(
            @Nullable TenantId tenant,
            String entity,
            @Nullable Object id,
            @Nullable String constraint,
            Throwable cause) {
        return new PurgeRefusedException(
                tenant,
                entity,
                id,
                "a row that stays refers to it or to one below it, by '" + constraint + "'. Change that row first.",
                cause);
    }
}
