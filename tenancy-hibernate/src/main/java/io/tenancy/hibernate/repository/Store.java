package io.tenancy.hibernate.repository;

import java.util.List;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** What a session with state and one without do in different ways. */
interface Store<E> {

    SharedSessionContract session();

    @Nullable
    E find(Object id);

    /** Those that are there. */
    List<E> findAll(List<?> ids);

    void insert(List<? extends E> entities);

    /** The entities that have the new values from now on. */
    List<E> update(List<? extends E> entities);

    void delete(List<? extends E> entities);

    /** Before a statement that goes past the session. */
    void flush();

    /** After a statement that went past the session and may have changed this row. */
    void changed(Object id);
}
