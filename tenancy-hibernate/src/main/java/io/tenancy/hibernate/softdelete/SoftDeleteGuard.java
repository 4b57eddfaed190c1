package io.tenancy.hibernate.softdelete;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/** Sees to it that no way to delete goes past soft deletion, and none to read shows what is deleted. */
public record SoftDeleteGuard(SoftDeleteModel model) {

    /** Adds the guard to a factory that is being built, if it has an entity that is deleted softly. */
    public void install(EventListenerRegistry listeners) {
        if (model.isEmpty()) {
            return;
        }
        listeners.setListeners(EventType.DELETE, new RemoveListener(model, of(listeners, EventType.DELETE)));
        listeners.setListeners(EventType.MERGE, new MergeListener(model, of(listeners, EventType.MERGE)));
        var writes = new WriteListener(model);
        listeners.appendListeners(EventType.PRE_DELETE, writes);
        listeners.appendListeners(EventType.PRE_UPSERT, writes);
        var visibility = new VisibilityGuard();
        listeners.prependListeners(EventType.LOAD, visibility);
        listeners.prependListeners(EventType.AUTO_FLUSH, visibility);
    }

    private static <T> List<T> of(EventListenerRegistry listeners, EventType<T> type) {
        var all = new ArrayList<T>();
        listeners.getEventListenerGroup(type).fireEventOnEachListener(all, (listener, found) -> found.add(listener));
        return List.copyOf(all);
    }
}
