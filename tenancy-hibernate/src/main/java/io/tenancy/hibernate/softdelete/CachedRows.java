package io.tenancy.hibernate.softdelete;

import java.util.Collection;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * What the second-level cache has of entities whose rows a statement has changed. It goes at once, for this session, and
 * again when the transaction has ended, since until then others may cache what they still see.
 */
record CachedRows(SharedSessionContractImplementor session) {

    void forget(Collection<SoftEntity> entities) {
        if (!session.getFactory().getSessionFactoryOptions().isSecondLevelCacheEnabled()) {
            return;
        }
        evict(entities);
        session.getTransaction().runAfterCompletion(status -> evict(entities));
    }

    private void evict(Collection<SoftEntity> entities) {
        var factory = session.getFactory();
        for (SoftEntity entity : entities) {
            factory.getCache()
                    .evictEntityData(
                            factory.getJpaMetamodel().entity(entity.name()).getHibernateEntityName());
        }
    }
}
