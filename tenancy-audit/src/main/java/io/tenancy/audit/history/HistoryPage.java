package io.tenancy.audit.history;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events, the newest first. Immutable.
 *
 * @param next where the following page begins; null if there is none
 */
public record HistoryPage(List<AuditEvent> events, @Nullable Position next) {

    public HistoryPage {
        events = List.copyOf(events);
    }

    /** What {@link History#before} takes for the following page. */
    public Optional<Position> findNext() {
        return Optional.ofNullable(next);
    }
}
