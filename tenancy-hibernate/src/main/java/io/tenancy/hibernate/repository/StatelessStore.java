package io.tenancy.hibernate.repository;

import java.util.List;
import java.util.Objects;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Over a session that keeps nothing: each call is a statement, many rows are one JDBC batch. */
record StatelessStore<E>(StatelessSession session, Class<E> entity) implements Store<E> {

    @Override
    public @Nullable E find(Object id) {
        return session.get(entity, id);
    }

    @Override
    public List<E> findAll(List<?> ids) {
        return session.getMultiple(entity, ids).stream()
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public void insert(List<? extends E> entities) {
        if (!entities.isEmpty()) {
            session.insertMultiple(entities);
        }
    }

    @Override
    public List<E> update(List<? extends E> entities) {
        if (!entities.isEmpty()) {
            session.updateMultiple(entities);
        }
        return List.copyOf(entities);
    }

    @Override
    public void delete(List<? extends E> entities) {
        if (!entities.isEmpty()) {
            session.deleteMultiple(entities);
        }
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void changed(Object id) {
        // Nothing is kept.
    }
}
