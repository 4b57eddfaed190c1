package io.tenancy.hibernate.routing;

import java.util.Optional;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.EventSource;

/** Whose an event of a collection is. */
public final class CollectionEvents {

    private CollectionEvents() {}

    /** Empty for sessions without state, which their events do not name (7.4.5): they fail when they are asked. */
    public static Optional<EventSource> findSession(AbstractCollectionEvent event) {
        try {
            return Optional.of(event.getSession());
        } catch (NullPointerException nobody) {
            return Optional.empty();
        }
    }
}
