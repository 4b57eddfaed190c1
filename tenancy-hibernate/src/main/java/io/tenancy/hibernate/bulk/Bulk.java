package io.tenancy.hibernate.bulk;

import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.hibernate.StaleStateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Many rows of one entity at once, on one session of either kind. They go in statements with an array for each column, new
 * ones by {@code COPY} where no row-level security stands. On a session without state few rows go in Hibernate's JDBC batch,
 * and so does every entity that is more than a row of one table; a session with state refuses such an entity.
 *
 * <p>Every row is seen by Hibernate's events and by the guard, gets the session's tenant, and is refused if it has another
 * one. As on a session without state there are no cascades, and the rows do not become managed; what the session and the
 * second-level cache have of them already is renewed. For use by one thread.
 *
 * @param <E> the entity
 */
public final class Bulk<E> {

    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;

    private Bulk(EntityPersister persister, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.session = session;
    }

    /** On a session that is in a transaction when it works. */
    public static <E> Bulk<E> of(Class<E> entity, SharedSessionContract session) {
        var implementor = session.unwrap(SharedSessionContractImplementor.class);
        return new Bulk<>(implementor.getFactory().getMappingMetamodel().getEntityDescriptor(entity), implementor);
    }

    /**
     * Inserts new rows. Ids, versions and whatever else Hibernate generates are set in them.
     *
     * @throws TransactionRequiredException if there is no transaction, as in the other methods
     * @throws IllegalArgumentException if the session manages one of them, or has state and the entity needs batches, as in
     *     the other methods
     */
    public BulkResult insert(List<? extends E> rows) {
        return run(Operation.INSERT, rows);
    }

    /**
     * Gives rows that are there the values of these, if they have the same versions, which go up.
     *
     * @throws StaleStateException if one is not there or has another version; roll back
     * @throws IllegalArgumentException if the session manages one of them, or one is given twice
     */
    public BulkResult update(List<? extends E> rows) {
        return run(Operation.UPDATE, rows);
    }

    /**
     * Inserts rows, or gives those that are there all values of these. Versions are not compared, and go up.
     *
     * @throws IllegalArgumentException if the entity is more than a row of one table, the session manages a row, or one is
     *     given twice or without an id
     */
    public BulkResult upsert(List<? extends E> rows) {
        return run(Operation.UPSERT, rows);
    }

    /**
     * Deletes rows, if they have the same versions; the session does not manage them any more.
     *
     * @throws StaleStateException if one is not there or has another version; roll back
     * @throws IllegalArgumentException if one is given twice
     */
    public BulkResult delete(List<? extends E> rows) {
        return run(Operation.DELETE, rows);
    }

    private BulkResult run(Operation operation, List<? extends E> rows) {
        return new BulkRun(operation, persister, session).run(rows);
    }
}
