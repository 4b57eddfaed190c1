package io.tenancy.hibernate.bulk;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.internal.PostUpdateEventListenerStandardImpl;
import org.hibernate.event.service.spi.EventListenerGroups;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.persister.entity.EntityPersister;

/** Hibernate's own events around each row, so that the guard, and whoever else listens, sees it. */
record RowEvents(Operation operation, EntityPersister persister, SharedSessionContractImplementor session) {

    /** Whether a listener does not want the row written. */
    boolean vetoed(Given given) {
        boolean[] veto = {false};
        switch (operation) {
            case INSERT -> {
                var event = new PreInsertEvent(given.row(), given.id(), given.state(), persister, session);
                groups().eventListenerGroup_PRE_INSERT
                        .fireEventOnEachListener(event, (listener, pre) -> veto[0] |= listener.onPreInsert(pre));
            }
            case UPDATE -> {
                var event = new PreUpdateEvent(given.row(), given.id(), given.state(), null, persister, session);
                groups().eventListenerGroup_PRE_UPDATE
                        .fireEventOnEachListener(event, (listener, pre) -> veto[0] |= listener.onPreUpdate(pre));
            }
            case UPSERT -> {
                var event = new PreUpsertEvent(given.row(), given.id(), given.state(), persister, session);
                groups().eventListenerGroup_PRE_UPSERT
                        .fireEventOnEachListener(event, (listener, pre) -> veto[0] |= listener.onPreUpsert(pre));
            }
            case DELETE -> {
                var event = new PreDeleteEvent(given.row(), given.id(), null, persister, session);
                groups().eventListenerGroup_PRE_DELETE
                        .fireEventOnEachListener(event, (listener, pre) -> veto[0] |= listener.onPreDelete(pre));
            }
        }
        return veto[0];
    }

    void done(Given given) {
        switch (operation) {
            case INSERT -> {
                var event = new PostInsertEvent(given.row(), given.id(), given.state(), persister, session);
                groups().eventListenerGroup_POST_INSERT
                        .fireEventOnEachListener(event, (listener, post) -> listener.onPostInsert(post));
            }
            case UPDATE -> {
                var event = new PostUpdateEvent(given.row(), given.id(), given.state(), null, null, persister, session);
                groups().eventListenerGroup_POST_UPDATE.fireEventOnEachListener(event, this::announce);
            }
            case UPSERT -> {
                var event = new PostUpsertEvent(given.row(), given.id(), given.state(), null, persister, session);
                groups().eventListenerGroup_POST_UPSERT
                        .fireEventOnEachListener(event, (listener, post) -> listener.onPostUpsert(post));
            }
            case DELETE -> {
                var event = new PostDeleteEvent(given.row(), given.id(), null, persister, session);
                groups().eventListenerGroup_POST_DELETE
                        .fireEventOnEachListener(event, (listener, post) -> listener.onPostDelete(post));
            }
        }
    }

    /** Hibernate's own listener asks a session with state for the entity's entry, and none of these rows is managed. */
    private void announce(PostUpdateEventListener listener, PostUpdateEvent event) {
        if (session.isStateless() || !(listener instanceof PostUpdateEventListenerStandardImpl)) {
            listener.onPostUpdate(event);
        }
    }

    private EventListenerGroups groups() {
        return session.getFactory().getEventListenerGroups();
    }
}
