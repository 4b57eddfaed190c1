package io.tenancy.audit.listener;

import java.util.List;

/**
 * Hears what events of Hibernate recorded, not what statements and triggers did row by row in the database: each once, after the commit that it is part of and never after a rollback. Must be safe for
 * use by several threads. It runs on the thread that committed, which waits for it: hand over what takes long. What it throws is
 * logged and breaks nothing. After a crash between commit and call nobody tells it again; for that there is delivery.
 *
 * <p>Given as the setting {@link io.tenancy.audit.AuditSettings#LISTENER}.
 */
@FunctionalInterface
public interface AuditListener {

    /** @param events of one transaction, in the order of the log; at least one */
    void on(List<CommittedEvent> events);
}
