package io.tenancy.hibernate.bulk;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.CacheMode;
import org.hibernate.Session;
import org.hibernate.action.internal.BulkOperationCleanupAction;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What the session and the second-level cache have of rows that are written past them. */
final class Copies {

    /** Ids in one query. */
    private static final int CHUNK = 1000;

    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;
    private final @Nullable SessionImplementor managing;

    Copies(EntityPersister persister, SharedSessionContractImplementor session) {
        this.persister = persister;
        this.session = session;
        this.managing = session instanceof SessionImplementor stateful ? stateful : null;
    }

    boolean areManaged(Object row) {
        return managing != null && managing.contains(row);
    }

    /** Before the statements: what waits is written, and the cached rows are locked until the transaction has ended. */
    void prepare() {
        if (managing != null) {
            managing.flush();
            BulkOperationCleanupAction.schedule(session, persister);
        } else {
            // Hibernate would release the cache at once, though nothing is committed yet.
            var action = new BulkOperationCleanupAction(session, persister);
            session.getTransactionCompletionCallbacks().registerCallback(action.getAfterTransactionCompletionProcess());
            if (session.getFactory().getSessionFactoryOptions().isQueryCacheEnabled()) {
                session.getFactory().getCache().getTimestampsCache().invalidate(action.getPropertySpaces(), session);
            }
        }
    }

    /** After an update: the session's entities have the rows' new values, read in one query for each thousand. */
    void refresh(List<?> ids) {
        if (managing == null) {
            return;
        }
        List<Object> managed = new ArrayList<>();
        for (Object id : ids) {
            if (find(managing, id) != null) {
                managed.add(id);
            }
        }
        for (int from = 0; from < managed.size(); from += CHUNK) {
            managing.createSelectionQuery(
                            "from " + persister.getEntityName() + " e where id(e) in (:ids)", Object.class)
                    .setParameterList("ids", managed.subList(from, Math.min(from + CHUNK, managed.size())))
                    .setCacheMode(CacheMode.REFRESH_SESSION)
                    .getResultList();
        }
    }

    /** After a delete: the session knows nothing of the rows any more. */
    void forget(List<?> ids) {
        if (managing == null) {
            return;
        }
        Session keeping = managing;
        for (Object id : ids) {
            Object entity = find(managing, id);
            if (entity != null) {
                keeping.detach(entity);
            }
        }
    }

    private @Nullable Object find(SessionImplementor keeping, Object id) {
        return keeping.getPersistenceContextInternal().getEntity(keeping.generateEntityKey(id, persister));
    }
}
