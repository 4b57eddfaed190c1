package io.tenancy.hibernate.softdelete;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** Looks among the deleted rows. */
final class DeletedRows {

    /** Ids in one query. */
    private static final int CHUNK = 1000;

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

    /** Looks for the rows in one query for each thousand, and names the first that is deleted. */
    static void refuse(SharedSessionContract session, String operation, SoftEntity entity, List<?> ids) {
        try (Session deleted = View.working(session, Visibility.ONLY_DELETED)) {
            for (int from = 0; from < ids.size(); from += CHUNK) {
                List<?> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
                var found = new HashSet<>(deleted.createSelectionQuery(
                                "select id(e) from " + entity.name() + " e where id(e) in (:ids)", Object.class)
                        .setParameterList("ids", chunk)
                        .getResultList());
                chunk.stream().filter(found::contains).findFirst().ifPresent(id -> {
                    throw new DeletedRowException(
                            SoftDeleteException.tenantOf(session), operation, entity.name(), id, null);
                });
            }
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
