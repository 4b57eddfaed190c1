package io.tenancy.audit.capture;

import io.tenancy.TenantId;
import io.tenancy.audit.listener.AuditListener;
import io.tenancy.audit.listener.CommittedEvent;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Origin;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the listener is to hear once its transaction is committed. For one thread, as the session. */
final class Tidings {

    private static final System.Logger LOG = System.getLogger(AuditListener.class.getName());

    private final Optional<AuditListener> listener;
    private final List<CommittedEvent> events = new ArrayList<>();

    Tidings(Optional<AuditListener> listener) {
        this.listener = listener;
    }

    void add(TenantId tenant, Origin origin, List<Change> changes, List<UUID> ids) {
        if (listener.isPresent()) {
            for (int i = 0; i < changes.size(); i++) {
                events.add(new CommittedEvent(ids.get(i), tenant, origin, changes.get(i)));
            }
        }
    }

    /** @param outer of the transaction that this one is a part of, behind a savepoint */
    void end(boolean committed, Optional<Tidings> outer) {
        List<CommittedEvent> all = List.copyOf(events);
        events.clear();
        if (!committed || all.isEmpty()) {
            return;
        }
        if (outer.isPresent()) {
            outer.get().events.addAll(all);
        } else {
            listener.ifPresent(hears -> tell(hears, all));
        }
    }

    private static void tell(AuditListener listener, List<CommittedEvent> all) {
        try {
            listener.on(all);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Listener " + listener.getClass().getName() + " failed on " + all.size()
                            + " audit events; they are committed.",
                    e);
        }
    }
}
