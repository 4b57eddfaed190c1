package io.tenancy.audit.capture;

import io.tenancy.audit.model.RecordedEntity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PostUpsertEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.jspecify.annotations.Nullable;

/** Before a row is written: may it be. After: what was it, what is it. In sessions with and without state. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
record RowListener(Capture capture)
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreUpsertEventListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostUpsertEventListener {

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return admit("Insert", event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return admit("Update", event);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return admit("Delete", event);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        return admit("Upsert", event);
    }

    private boolean admit(String operation, AbstractPreDatabaseOperationEvent event) {
        capture.find(event.getPersister()).ifPresent(entity -> {
            Capture.journal(event.getSession()).admit(operation + " of " + entity.name() + "#" + event.getId(), entity);
            if (!entity.byEvents()) {
                Capture.journal(event.getSession()).requireTriggers();
            } else if (!(event instanceof PreInsertEvent)) {
                LooseCollections.before(event, entity);
            }
        });
        return false;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        recording(event, (entity, journal) -> {
            var values = entity.values(event.getState(), event.getSession());
            journal.change(entity, event.getId(), row -> row.insert(values));
            LooseCollections.after(event, entity, false);
        });
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        recording(event, (entity, journal) -> {
            Object[] before = event.getOldState();
            Map<String, @Nullable Object> old =
                    before == null ? Map.of() : entity.values(before, event.getState(), event.getSession());
            var values = entity.values(event.getState(), before, event.getSession());
            journal.change(entity, event.getId(), row -> row.update(old, values));
            LooseCollections.after(event, entity, false);
        });
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        recording(event, (entity, journal) -> {
            LooseCollections.after(event, entity, true);
            journal.delete(entity, event.getId(), known(entity, event.getDeletedState(), event.getSession()));
        });
    }

    @Override
    public void onPostUpsert(PostUpsertEvent event) {
        recording(event, (entity, journal) -> {
            var values = entity.values(event.getState(), event.getSession());
            journal.change(entity, event.getId(), row -> row.upsert(values));
            LooseCollections.after(event, entity, false);
        });
    }

    private void recording(AbstractPostDatabaseOperationEvent event, BiConsumer<RecordedEntity, Journal> record) {
        capture.find(event.getPersister()).filter(RecordedEntity::byEvents).ifPresent(entity -> {
            Journal journal = Capture.journal(event.getSession());
            journal.recording(() -> record.accept(entity, journal));
        });
    }

    /** Sessions without state do not know what was. */
    private static Map<String, @Nullable Object> known(
            RecordedEntity entity, @Nullable Object @Nullable [] state, SharedSessionContractImplementor session) {
        return state == null ? new LinkedHashMap<>() : entity.values(state, session);
    }
}
