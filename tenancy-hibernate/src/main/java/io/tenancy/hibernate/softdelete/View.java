package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.cache.CacheBypass;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;

/**
 * Sessions with another visibility within the transaction of a session. Nothing leaks: they have entities of their own,
 * stay away from the second-level cache, and the outer session's filters are never touched.
 */
final class View {

    private View() {}

    /** To look at entities; what is changed in them is not written. */
    static Session reading(SharedSessionContract outer, Visibility visibility) {
        if (outer instanceof Session session && session.isJoinedToTransaction()) {
            session.flush();
        }
        Session view = open(outer);
        view.setDefaultReadOnly(true);
        view.setHibernateFlushMode(FlushMode.MANUAL);
        return SessionVisibility.settle(view, visibility);
    }

    /** To run statements on what the outer session does not see. */
    static Session working(SharedSessionContract outer, Visibility visibility) {
        return SessionVisibility.settle(open(outer), visibility);
    }

    static Session purging(SharedSessionContract outer, Visibility visibility) {
        return SessionVisibility.settleForPurge(open(outer), visibility);
    }

    private static Session open(SharedSessionContract outer) {
        return CacheBypass.of(outer.sessionWithOptions().connection().open());
    }
}
