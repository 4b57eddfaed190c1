package io.tenancy.audit.capture;

import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.hibernate.cache.CacheBypass;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What is in collections in the database, where a session has not loaded them. They are read by a session of their own
 * within the transaction: that of the write is in the middle of it.
 */
record StoredCollections(SharedSessionContractImplementor session, EntityPersister persister, Object id) {

    Contents contents(RecordedCollection collection) {
        return contents(List.of(collection)).getOrDefault(collection, Contents.none());
    }

    Map<RecordedCollection, Contents> contents(Collection<RecordedCollection> collections) {
        session.getJdbcCoordinator().executeBatch();
        try (Session reading =
                CacheBypass.of(session.sessionWithOptions().connection().open())) {
            reading.setHibernateFlushMode(FlushMode.MANUAL);
            Object owner = reading.find(persister.getEntityName(), id);
            var contents = new LinkedHashMap<RecordedCollection, Contents>();
            for (RecordedCollection collection : collections) {
                contents.put(collection, contents(owner, collection, (SharedSessionContractImplementor) reading));
            }
            return contents;
        }
    }

    private Contents contents(
            @Nullable Object owner, RecordedCollection collection, SharedSessionContractImplementor reading) {
        if (owner == null) {
            return Contents.none();
        }
        Object value = persister.getPropertyValue(owner, collection.name());
        Hibernate.initialize(value);
        return Contents.of(value, collection, reading);
    }
}
