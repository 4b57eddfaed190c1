package io.tenancy.hibernate.softdelete;

import org.hibernate.StaleObjectStateException;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/** Sessions without state: their delete becomes soft, Hibernate's upsert of a deleted row is refused. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
final class WriteListener implements PreDeleteEventListener, PreUpsertEventListener {

    private final SoftDeleteModel model;

    WriteListener(SoftDeleteModel model) {
        this.model = model;
    }

    /** True keeps Hibernate from deleting the row and what hangs on it. */
    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        EntityPersister persister = event.getPersister();
        if (model.find(persister.getEntityName()).isEmpty()) {
            return false;
        }
        Object version = persister.isVersioned() ? persister.getVersion(event.getEntity()) : null;
        if (RowDelete.of(event.getSession(), persister).delete(event.getId(), version) == 0) {
            throw new StaleObjectStateException(persister.getEntityName(), event.getId());
        }
        return true;
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        model.find(event.getPersister().getEntityName())
                .ifPresent(entity -> DeletedRows.refuse(event.getSession(), "Upsert", entity, event.getId(), null));
        return false;
    }
}
