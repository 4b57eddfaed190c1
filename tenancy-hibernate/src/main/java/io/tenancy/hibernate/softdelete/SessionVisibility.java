package io.tenancy.hibernate.softdelete;

import org.hibernate.SharedSessionContract;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** What one session sees, and whether it deletes for good. Settled right after it opens; for one thread, as the session. */
public final class SessionVisibility implements Extension {

    private Visibility visibility = Visibility.LIVE;
    private boolean purging;

    SessionVisibility() {}

    static SessionVisibility of(SharedSessionContract session) {
        return session.unwrap(SharedSessionContractImplementor.class).getExtension(SessionVisibility.class);
    }

    static <S extends SharedSessionContract> S settle(S session, Visibility visibility) {
        of(session).visibility = visibility;
        for (HidingFilter filter : HidingFilter.values()) {
            filter.set(session, visibility.needs(filter));
        }
        return session;
    }

    static <S extends SharedSessionContract> S settleForPurge(S session, Visibility visibility) {
        of(session).purging = true;
        return settle(session, visibility);
    }

    Visibility visibility() {
        return visibility;
    }

    boolean purges() {
        return purging;
    }

    /** Whether Hibernate's filters still are what this session was opened with. */
    boolean holds(SharedSessionContract session) {
        for (HidingFilter filter : HidingFilter.values()) {
            if (filter.isOn(session) != visibility.needs(filter)) {
                return false;
            }
        }
        return true;
    }
}
