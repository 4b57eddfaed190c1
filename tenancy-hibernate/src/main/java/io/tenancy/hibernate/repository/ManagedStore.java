package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.softdelete.SoftDelete;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/** Over a session that keeps entities. */
record ManagedStore<E>(Session session, Class<E> entity) implements Store<E> {

    @Override
    public @Nullable E find(Object id) {
        return session.find(entity, id);
    }

    @Override
    public List<E> findAll(List<?> ids) {
        return session.findMultiple(entity, ids).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void insert(List<? extends E> entities) {
        entities.forEach(session::persist);
    }

    @Override
    public List<E> update(List<? extends E> entities) {
        return entities.stream().<E>map(this::merge).toList();
    }

    /** Hibernate's merge would insert a row that is not there. */
    private E merge(E given) {
        if (session.contains(given)) {
            return given;
        }
        Object id = session.getSessionFactory().getPersistenceUnitUtil().getIdentifier(given);
        if (id == null || session.find(entity, id) == null) {
            if (id != null) {
                SoftDelete.in(session).requireNotDeleted("Update", entity, id);
            }
            throw RowMissingException.in(session, entity, String.valueOf(id));
        }
        return session.merge(given);
    }

    @Override
    public void delete(List<? extends E> entities) {
        entities.forEach(session::remove);
    }

    @Override
    public void flush() {
        session.flush();
    }

    @Override
    public void changed(Object id) {
        var implementor = session.unwrap(SessionImplementor.class);
        var persister = implementor.getFactory().getMappingMetamodel().getEntityDescriptor(entity);
        Object managed =
                implementor.getPersistenceContextInternal().getEntity(implementor.generateEntityKey(id, persister));
        if (managed != null) {
            session.refresh(managed);
        }
    }
}
