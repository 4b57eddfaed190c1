package io.tenancy.hibernate.softdelete;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an entity knows of its deletion. An entity with an attribute of this type is deleted softly, whoever deletes it;
 * the attribute is null as long as the row lives. Only deleting and restoring write it.
 *
 * @param at when, by the clock of the JVM
 * @param by the name of the actor in the context; null if there was none
 * @param operation what was deleted in one go, and comes back in one go, has the same
 */
@Embeddable
@HiddenWhenSet
public record Deletion(
        @Column(name = Deletion.AT, insertable = false, updatable = false) Instant at,
        @Column(name = Deletion.BY, insertable = false, updatable = false) @Nullable String by,
        @Column(name = Deletion.OPERATION, insertable = false, updatable = false) UUID operation) {

    static final String AT = "deleted_at";
    static final String BY = "deleted_by";
    static final String OPERATION = "delete_operation";

    /** The beginning of an operation of whoever acts on this thread. */
    static Deletion now() {
        String actor =
                TenantContext.find().map(TenantContext::actor).map(Actor::name).orElse(null);
        return new Deletion(Instant.now().truncatedTo(ChronoUnit.MICROS), actor, UUID.randomUUID());
    }
}
