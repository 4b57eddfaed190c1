package io.tenancy.audit.refusal;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/** A recorded entity was to be written and nobody said by whom. Nothing was sent. */
public final class ActorMissingException extends TenancyException {

    private final String entity;

    public ActorMissingException(@Nullable TenantId tenant, String attempted, String entity) {
        super(
                tenant,
                attempted + " of tenant '" + tenant + "' refused: " + entity + " is @Recorded, expected an actor in the"
                        + " context as the unit of work began, found none. Enter the scope with TenantContext.withActor,"
                        + " such as Actor.job(\"nightly import\").",
                null);
        this.entity = entity;
    }

    public String entity() {
        return entity;
    }
}
