package io.tenancy.hibernate.softdelete;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * What one can do with deleted rows, on one session of either kind and in its transaction. Lives as long as its session,
 * for use by one thread.
 */
public final class SoftDelete {

    private final SharedSessionContract session;
    private final SharedSessionContractImplementor implementor;

    private SoftDelete(SharedSessionContract session) {
        this.session = session;
        this.implementor = session.unwrap(SharedSessionContractImplementor.class);
    }

    public static SoftDelete in(SharedSessionContract session) {
        return new SoftDelete(session);
    }

    /**
     * Lets work look at rows with another visibility, in a session of its own within the transaction. What it finds can be
     * read, not changed, and is detached afterwards; the other session and its filters notice nothing.
     */
    public <R extends @Nullable Object> R view(Visibility visibility, Function<Session, R> work) {
        try (Session view = View.reading(session, visibility)) {
            return work.apply(view);
        }
    }

    /**
     * Deletes rows that are not loaded, as one operation for each thousand, and what goes along.
     *
     * @return how many of them were there
     * @throws DeleteRefusedException if a row refers to one of them that forbids it
     */
    public int deleteAll(Class<?> entity, Collection<?> ids) {
        return RowDelete.of(session, persister(entity)).delete(ids);
    }

    /**
     * Restores a deleted row with exactly the rows that were deleted in the same operation, in one statement for each
     * table; what was deleted before stays deleted.
     *
     * @return how many rows are back; 0 if the row is not there or not deleted
     * @throws RestoreConflictException if a living row has the unique values of a deleted one by now
     * @throws RestoreRefusedException if a row would come back below one that stays deleted
     */
    public int restore(Class<?> entity, Object id) {
        return new Restore(implementor).restore(soft(entity), id);
    }

    /**
     * Deletes a row for good that is deleted softly, with the deleted rows below it.
     *
     * @return how many rows are gone; 0 if the row is not there or lives
     * @throws PurgeRefusedException if the factory's {@link PurgePermission} does not allow it, or a row that stays refers
     *     to one of them
     */
    public int purge(Class<?> entity, Object id) {
        return new Purge(implementor).purge(soft(entity), id);
    }

    /**
     * Lets a write of a row go on that is not among the deleted ones.
     *
     * @param operation what is tried, such as {@code Update}
     * @throws DeletedRowException if it is
     */
    public void requireNotDeleted(String operation, Class<?> entity, Object id) {
        SoftDeleteModel.of(implementor.getFactory())
                .find(persister(entity).getEntityName())
                .ifPresent(soft -> DeletedRows.refuse(implementor, operation, soft, id, null));
    }

    /**
     * The same for many rows, in one query for each thousand.
     *
     * @throws DeletedRowException if one is; it names the first
     */
    public void requireNotDeleted(String operation, Class<?> entity, Collection<?> ids) {
        SoftDeleteModel.of(implementor.getFactory())
                .find(persister(entity).getEntityName())
                .ifPresent(soft -> DeletedRows.refuse(implementor, operation, soft, List.copyOf(ids)));
    }

    /** In SQL, what a row that lives meets; empty for entities that are not deleted softly. */
    public static Optional<String> findLiveCondition(EntityPersister persister, String alias) {
        return SoftDeleteModel.of(persister.getFactory())
                .find(persister.getEntityName())
                .map(soft -> alias + "."
                        + SoftDeleteModel.deletionOf(persister)
                                .findSubPart("at", null)
                                .asBasicValuedModelPart()
                                .getSelectionExpression()
                        + " is null");
    }

    public static boolean isDeletedSoftly(EntityPersister persister) {
        return SoftDeleteModel.of(persister.getFactory())
                .find(persister.getEntityName())
                .isPresent();
    }

    private SoftEntity soft(Class<?> entity) {
        return SoftDeleteModel.of(implementor.getFactory())
                .require(persister(entity).getEntityName());
    }

    private EntityPersister persister(Class<?> entity) {
        return implementor.getFactory().getMappingMetamodel().getEntityDescriptor(entity);
    }
}
