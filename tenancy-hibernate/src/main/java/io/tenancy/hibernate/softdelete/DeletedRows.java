package io.tenancy.hibernate.softdelete;

import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** Looks among the deleted rows. */
final class DeletedRows {

    private DeletedRows() {}

    static boolean contain(SharedSessionContract session, SoftEntity entity, Object id) {
        return findOperation(session, entity, id).isPresent();
    }

    static void refuse(
            SharedSessionContract session,
            String operation,
            SoftEntity entity,
            Object id,
            @Nullable RuntimeException cause) {
        if (contain(session, entity, id)) {
            throw new DeletedRowException(SoftDeleteException.tenantOf(session), operation, entity.name(), id, cause);
        }
    }

    /** The operation that deleted a row; empty if it lives, or is not there. */
    static Optional<UUID> findOperation(SharedSessionContract session, SoftEntity entity, Object id) {
        try (Session deleted = View.working(session, Visibility.ONLY_DELETED)) {
            return deleted.createSelectionQuery(
                            "select e." + entity.deletion() + ".operation from " + entity.name()
                                    + " e where id(e) = :id",
                            UUID.class)
                    .setParameter("id", id)
                    .getResultStream()
                    .findFirst();
        }
    }
}
