package io.tenancy.hibernate.softdelete;

import java.util.Collection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * What the second-level cache has of entities whose rows a statement has changed. Until the transaction ends others may
 * cache what they still see, so it is emptied of them when it has ended.
 */
record CachedRows(SharedSessionContractImplementor session) {

    void forget(Collection<SoftEntity> entities) {
        if (!session.getFactory().getSessionFactoryOptions().isSecondLevelCacheEnabled()
                || !session.isTransactionInProgress()) {
            return;
        }
        var cache = session.getFactory().getCache();
        var metamodel = session.getFactory().getJpaMetamodel();
        session.getTransaction()
                .runAfterCompletion(status -> entities.forEach(entity ->
                        cache.evictEntityData(metamodel.entity(entity.name()).getHibernateEntityName())));
    }
}
