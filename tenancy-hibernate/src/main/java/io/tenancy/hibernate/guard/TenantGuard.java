package io.tenancy.hibernate.guard;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.hibernate.mapping.EntityModel;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Sees to it that a session touches its own tenant's entities only, whatever an entity says and whatever filter is off.
 *
 * <p>It sees entities, not SQL: native SQL that returns no entities, bulk statements of HQL (Hibernate's own filter is on
 * these), rows of collection and join tables, references that are not loaded yet, and an entity that was given the
 * session's tenant by hand are the database's to refuse.
 */
public final class TenantGuard {

    private final Refusals refusals;
    private final GuardedEntities entities;
    private final TenantDirectory directory;

    public TenantGuard(EntityModel model, TenantDirectory directory, TenancyListener listener) {
        this.refusals = new Refusals(listener);
        this.entities = new GuardedEntities(model);
        this.directory = directory;
    }

    /** Adds the guard to a factory that is being built. */
    public void install(EventListenerRegistry listeners) {
        var associations = new AssociationGuard(entities, refusals);
        var writes = new WriteGuard(entities, associations, directory, refusals);
        listeners.appendListeners(EventType.PRE_INSERT, writes);
        listeners.appendListeners(EventType.PRE_UPDATE, writes);
        listeners.appendListeners(EventType.PRE_DELETE, writes);
        listeners.appendListeners(EventType.PRE_UPSERT, writes);
        var collections = new CollectionGuard(associations);
        listeners.appendListeners(EventType.PRE_COLLECTION_RECREATE, collections);
        listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, collections);
        // Before Hibernate's own: these do the work that must not begin.
        var sessions = new SessionGuard(refusals);
        listeners.prependListeners(EventType.LOAD, sessions);
        listeners.prependListeners(EventType.FLUSH, sessions);
        listeners.prependListeners(EventType.AUTO_FLUSH, sessions);
        listeners.prependListeners(EventType.FLUSH_ENTITY, new ReassignmentGuard(entities, refusals));
        listeners.prependListeners(EventType.PRE_LOAD, new LoadGuard(entities, refusals));
    }
}
