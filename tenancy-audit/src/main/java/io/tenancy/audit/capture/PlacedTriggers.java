package io.tenancy.audit.capture;

import io.tenancy.Placement;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.audit.trigger.TriggerSet;
import io.tenancy.hibernate.routing.SessionTenant;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** In which places the triggers were found, each looked at before the first write. Safe for use by several threads. */
final class PlacedTriggers {

    private final Capture capture;
    private final Set<Placement> complete = ConcurrentHashMap.newKeySet();

    PlacedTriggers(Capture capture) {
        this.capture = capture;
    }

    /** @throws UnrecordedWriteException if one is missing where the session's tenant lives, or is another */
    void require(SharedSessionContractImplementor session) {
        Placement place = Capture.placeOf(session);
        if (!complete.contains(place)) {
            Map<String, String> gaps = gaps(session);
            if (!gaps.isEmpty()) {
                throw new UnrecordedWriteException(
                        SessionTenant.of(session).tenant(),
                        "A write to tables that triggers record",
                        gaps.keySet(),
                        "Expected a trigger on each, found " + gaps
                                + " (table = trigger). Run AuditTriggers.script() in the schema.");
            }
            complete.add(place);
        }
    }

    private Map<String, String> gaps(SharedSessionContractImplementor session) {
        TriggerSet triggers = capture.triggers(session.getFactory());
        try {
            return triggers.gaps(
                    session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection());
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "Triggers of the audit trail not looked at");
        }
    }
}
