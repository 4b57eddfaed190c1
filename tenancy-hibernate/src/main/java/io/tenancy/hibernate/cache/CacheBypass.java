package io.tenancy.hibernate.cache;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import org.hibernate.CacheMode;
import org.hibernate.Session;

/** For sessions that see what others must not find in the second-level cache, or that must not be answered from it. */
public final class CacheBypass {

    private CacheBypass() {}

    /** The session, from now on neither answered from the cache nor writing to it, by {@code find} or by query. */
    public static Session of(Session session) {
        session.setCacheMode(CacheMode.IGNORE);
        // The two that find asks for, which do not follow from the mode (Hibernate 7.4.5).
        session.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
        session.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);
        return session;
    }
}
