package io.tenancy.audit.capture;

import io.tenancy.Placement;
import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.RawWrites;
import io.tenancy.audit.listener.AuditListener;
import io.tenancy.audit.model.AuditModel;
import io.tenancy.audit.model.RecordedEntity;
import io.tenancy.audit.row.RowTables;
import io.tenancy.audit.trigger.TriggerSet;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.TenancyException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** How one factory records. Safe for use by several threads. */
public final class Capture {

    private final AuditModel model;
    private final CaptureOptions options;
    private final PlacedTriggers triggers;
    private volatile @Nullable TriggerSet triggerSet;
    private volatile @Nullable RowTables rows;

    Capture(AuditModel model, CaptureOptions options) {
        this.model = model;
        this.options = options;
        this.triggers = new PlacedTriggers(this);
    }

    /** Empty if nothing of the session's factory is recorded. */
    public static Optional<Capture> find(SharedSessionContractImplementor session) {
        return Optional.ofNullable(session.getExtension(Journal.class)).map(Journal::capture);
    }

    /** Empty if nothing of the factory is recorded. */
    static Optional<Capture> find(SessionFactoryImplementor factory) {
        var found = new ArrayList<Capture>(1);
        factory.getEventListenerGroups()
                .eventListenerGroup_POST_INSERT
                .fireEventOnEachListener(found, (listener, to) -> {
                    if (listener instanceof RowListener ours) {
                        to.add(ours.capture());
                    }
                });
        return found.stream().findFirst();
    }

    void install(EventListenerRegistry listeners) {
        var rows = new RowListener(this);
        listeners.appendListeners(EventType.PRE_INSERT, rows);
        listeners.appendListeners(EventType.PRE_UPDATE, rows);
        listeners.appendListeners(EventType.PRE_DELETE, rows);
        listeners.appendListeners(EventType.PRE_DELETE, new CascadeGuard(this));
        listeners.appendListeners(EventType.PRE_UPSERT, rows);
        listeners.appendListeners(EventType.POST_INSERT, rows);
        listeners.appendListeners(EventType.POST_UPDATE, rows);
        listeners.appendListeners(EventType.POST_DELETE, rows);
        listeners.appendListeners(EventType.POST_UPSERT, rows);
        // Before: afterwards Hibernate no longer knows what was in them.
        var collections = new CollectionListener(this);
        listeners.appendListeners(EventType.PRE_COLLECTION_RECREATE, collections);
        listeners.appendListeners(EventType.PRE_COLLECTION_UPDATE, collections);
        listeners.appendListeners(EventType.PRE_COLLECTION_REMOVE, collections);
    }

    /** @throws IllegalStateException if nothing of the factory is recorded */
    public static Capture require(SessionFactoryImplementor factory) {
        return find(factory).orElseThrow(() -> new IllegalStateException("No entity of this factory is @Recorded."));
    }

    /** By table, as the database names it. */
    public Map<String, CapturedBy> coverage() {
        return model.coverage();
    }

    public TenantColumn tenantColumn() {
        return model.tenantColumn();
    }

    /** The tables whose rows events record, as the database names them. */
    public Set<String> tables() {
        return model.tables(CapturedBy.EVENTS);
    }

    /** The tables that triggers record, as the database names them. */
    public Set<String> triggerTables() {
        return model.tables(CapturedBy.TRIGGER);
    }

    /**
     * Lets a session write to tables that triggers record.
     *
     * @throws TenancyException outside of a transaction, where nobody acts, or the triggers are not there
     */
    public static void admitTriggered(SharedSessionContractImplementor session, String attempted, Set<String> tables) {
        journal(session).admit(attempted, String.join(", ", tables));
        journal(session).requireTriggers();
    }

    /** Where the session's tenant lives. */
    static Placement placeOf(SharedSessionContractImplementor session) {
        return TenantRouting.find(session.getFactory())
                .orElseThrow()
                .connections()
                .directory()
                .require(SessionTenant.of(session).tenant())
                .placement();
    }

    PlacedTriggers placedTriggers() {
        return triggers;
    }

    /** @throws TenancyConfigurationException if SQL cannot tell of some attribute what Java does */
    public TriggerSet triggers(SessionFactoryImplementor factory) {
        TriggerSet known = triggerSet;
        if (known == null) {
            known = TriggerSet.of(triggerTables(), rows(factory), tenantColumn());
            triggerSet = known;
        }
        return known;
    }

    /** What SQL makes of rows as the log has them; worked out when first needed, the factory being built by then. */
    public RowTables rows(SessionFactoryImplementor factory) {
        RowTables known = rows;
        if (known == null) {
            known = RowTables.of(model, factory);
            rows = known;
        }
        return known;
    }

    public RawWrites rawWrites() {
        return options.rawWrites();
    }

    /** Empty if the entity is not recorded. */
    public Optional<RecordedEntity> find(EntityPersister persister) {
        return model.find(persister);
    }

    Optional<AuditListener> findListener() {
        return Optional.ofNullable(options.listener());
    }

    int rowsAtMost() {
        return options.rowsAtMost();
    }

    /** Null if nothing of the session's factory is recorded. */
    public static @Nullable Journal findJournal(SharedSessionContractImplementor session) {
        return session.getExtension(Journal.class);
    }

    static Journal journal(SharedSessionContractImplementor session) {
        return session.getExtension(Journal.class);
    }
}
