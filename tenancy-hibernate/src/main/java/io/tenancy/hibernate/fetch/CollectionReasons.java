package io.tenancy.hibernate.fetch;

import io.tenancy.hibernate.fetch.Origin.Kind;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;

/** Tells a session's ledger which collection Hibernate is about to fetch, and that it has done so. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class CollectionReasons {

    static final InitializeCollectionEventListener BEFORE = CollectionReasons::before;
    static final InitializeCollectionEventListener AFTER = CollectionReasons::after;

    private CollectionReasons() {}

    private static void before(InitializeCollectionEvent event) {
        FetchLedger ledger = FetchLedger.find(event.getSession());
        var entry = event.getSession().getPersistenceContextInternal().getCollectionEntry(event.getCollection());
        if (ledger != null && entry != null && entry.getLoadedPersister() != null) {
            var persister = entry.getLoadedPersister();
            var influencers = event.getSession().getLoadQueryInfluencers();
            boolean batched = influencers.effectivelyBatchLoadable(persister)
                    || influencers.effectiveSubselectFetchEnabled(persister);
            ledger.want(new Wanted(new Origin(Kind.LAZY_COLLECTION, persister.getRole()), null, batched));
        }
    }

    private static void after(InitializeCollectionEvent event) {
        FetchLedger ledger = FetchLedger.find(event.getSession());
        if (ledger != null) {
            ledger.got();
        }
    }
}
