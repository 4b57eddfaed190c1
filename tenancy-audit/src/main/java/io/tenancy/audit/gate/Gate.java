package io.tenancy.audit.gate;

import io.tenancy.audit.RawWrites;
import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.hibernate.routing.SessionTenant;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Looks at what a query is about to send: does it write to a recorded table. */
final class Gate {

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private Gate() {}

    /** @throws UnrecordedWriteException if it does, and nobody said that a warning is enough */
    static void pass(SharedSessionContractImplementor session, String sql) {
        Capture.find(session).ifPresent(capture -> {
            Set<String> written = WrittenTables.in(sql);
            Set<String> triggered = common(written, capture.triggerTables());
            if (!triggered.isEmpty()) {
                Capture.admitTriggered(session, attempt(triggered), triggered);
            }
            Set<String> missed = common(written, capture.tables());
            if (!missed.isEmpty()) {
                stop(session, capture, missed);
            }
        });
    }

    private static Set<String> common(Set<String> written, Set<String> recorded) {
        var tables = new TreeSet<>(written);
        tables.retainAll(recorded);
        return tables;
    }

    private static String attempt(Set<String> tables) {
        return "A statement that writes to " + String.join(", ", tables);
    }

    private static void stop(SharedSessionContractImplementor session, Capture capture, Set<String> tables) {
        var tenant = SessionTenant.of(session);
        String attempted = attempt(tables);
        if (capture.rawWrites() == RawWrites.REFUSE) {
            throw new UnrecordedWriteException(
                    tenant.isOperator() ? null : tenant.tenant(),
                    attempted,
                    tables,
                    "Change the entities, or let Bulk or Repository do it.");
        }
        LOG.log(Level.WARNING, attempted + " for " + tenant.identifier() + " is not on the audit trail.");
    }
}
