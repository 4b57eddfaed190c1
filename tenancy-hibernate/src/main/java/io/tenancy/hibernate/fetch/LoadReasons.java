package io.tenancy.hibernate.fetch;

import io.tenancy.hibernate.fetch.Origin.Kind;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.jspecify.annotations.Nullable;

/** Tells a session's ledger which entity Hibernate is about to look for, and that it has done so. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class LoadReasons {

    static final LoadEventListener BEFORE = LoadReasons::before;
    static final LoadEventListener AFTER = LoadReasons::after;

    private LoadReasons() {}

    private static void before(LoadEvent event, LoadEventListener.LoadType type) {
        FetchLedger ledger = FetchLedger.find(event.getSession());
        Kind kind = kind(type);
        String entity = event.getEntityClassName();
        if (ledger != null && kind != null && entity != null) {
            boolean batched = event.getSession()
                    .getLoadQueryInfluencers()
                    .effectivelyBatchLoadable(
                            event.getFactory().getMappingMetamodel().getEntityDescriptor(entity));
            ledger.want(new Wanted(new Origin(kind, entity), event.getEntityId(), batched && kind != Kind.FIND));
        }
    }

    private static void after(LoadEvent event, LoadEventListener.LoadType type) {
        FetchLedger ledger = FetchLedger.find(event.getSession());
        if (ledger != null) {
            ledger.got();
        }
    }

    /** Null where only a reference is made. */
    private static @Nullable Kind kind(LoadEventListener.LoadType type) {
        if (type == LoadEventListener.IMMEDIATE_LOAD) {
            return Kind.LAZY_ENTITY;
        }
        if (type == LoadEventListener.INTERNAL_LOAD_EAGER || type == LoadEventListener.INTERNAL_LOAD_NULLABLE) {
            return Kind.EAGER_ENTITY;
        }
        return type == LoadEventListener.GET ? Kind.FIND : null;
    }
}
