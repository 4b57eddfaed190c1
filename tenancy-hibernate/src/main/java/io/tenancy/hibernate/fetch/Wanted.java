package io.tenancy.hibernate.fetch;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate is about to fetch.
 *
 * @param id the key of the entity; null for a collection, whose role is name enough
 * @param batched whether Hibernate fetches several of these with one statement
 */
record Wanted(Origin origin, @Nullable Object id, boolean batched) {

    /** The attribute through which a loaded entity leads here; found by a look at them all, so only asked when needed. */
    String association(SharedSessionContractImplementor session) {
        if (id == null || origin.kind() == Origin.Kind.FIND || session.isStateless()) {
            return shortened(origin.name());
        }
        for (var entry : session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            EntityPersister owner = entry.getValue().getPersister();
            Object[] values = entry.getValue().getLoadedState();
            if (values != null) {
                for (int i = 0; i < values.length; i++) {
                    if (isMeant(values[i])) {
                        return shortened(owner.getEntityName()) + "." + owner.getPropertyNames()[i];
                    }
                }
            }
        }
        return shortened(origin.name());
    }

    private boolean isMeant(@Nullable Object value) {
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(value);
        return proxy != null
                && origin.name().equals(proxy.getEntityName())
                && java.util.Objects.equals(id, proxy.getInternalIdentifier());
    }

    /** {@code Post.tags} of {@code com.example.Post.tags}, and {@code Post} of {@code com.example.Post}. */
    private static String shortened(String name) {
        int simple = 0;
        for (int i = 1; i < name.length(); i++) {
            if (Character.isUpperCase(name.charAt(i)) && name.charAt(i - 1) == '.') {
                simple = i;
                break;
            }
        }
        return name.substring(simple);
    }
}
