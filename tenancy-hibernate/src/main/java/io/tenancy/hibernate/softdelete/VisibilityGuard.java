package io.tenancy.hibernate.softdelete;

import io.tenancy.refusal.ForbiddenStatementException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;

/** Before a session loads or queries: nobody has switched its filters, which would show deleted rows to all that follows. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class VisibilityGuard implements LoadEventListener, AutoFlushEventListener {

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        check(event.getSession());
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        check(event.getSession());
    }

    private static void check(SharedSessionContractImplementor session) {
        if (!SessionVisibility.of(session).holds(session)) {
            throw new ForbiddenStatementException(
                    SoftDeleteException.tenantOf(session),
                    "Switching Hibernate's filters of deleted rows on or off",
                    "Look at deleted rows by SoftDelete.view, which ends by itself.");
        }
    }
}
