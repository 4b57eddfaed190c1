package io.tenancy.hibernate.transaction;

import io.tenancy.hibernate.cache.CacheBypass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a transaction that may fail alone. For use by the thread of the session.
 *
 * <p>Each part works in a session of its own on the same connection, and that session's transaction is a savepoint: a
 * part that fails leaves nothing behind, neither in the database nor in the outer session, whose entities stay managed
 * and unharmed. What a part gives back is detached. What the outer session has changed is flushed before a part begins;
 * what a part has changed, the outer session does not know: refresh an entity that both use. The second-level cache, if
 * there is one, is emptied when the transaction ends.
 *
 * <p>A part costs two round trips, for the savepoint and its release.
 */
public final class Savepoints {

    private final SharedSessionContract outer;

    private Savepoints(SharedSessionContract outer) {
        this.outer = outer;
    }

    /** @throws IllegalStateException if the session has no transaction */
    public static Savepoints in(SharedSessionContract session) {
        if (!session.getTransaction().isActive()) {
            throw new IllegalStateException("Savepoint" + Units.of(Units.tenant())
                    + " refused: expected a session in a transaction, found none. Begin one first.");
        }
        var savepoints = new Savepoints(session);
        savepoints.emptyCacheAtEnd();
        return savepoints;
    }

    public void run(Consumer<Session> part) {
        call(session -> {
            part.accept(session);
            return null;
        });
    }

    /** Throws what the part or its flush throws, once it is rolled back; the transaction can go on. */
    public <R extends @Nullable Object> R call(Function<Session, R> part) {
        if (outer instanceof Session session) {
            session.flush();
        }
        return outer.doReturningWork(connection -> {
            try (Session inner = CacheBypass.of(outer.getFactory()
                    .withOptions()
                    .connection(SavepointConnection.within(connection))
                    .eventListeners(new SessionWatch(() -> {}))
                    .openSession())) {
                SessionAttempt.settlePart(inner, outer);
                return inner.fromTransaction(transaction -> part.apply(inner));
            }
        });
    }

    /**
     * Works off all items, each in a part of its own, and goes on when one fails. Not when going on makes no sense: a
     * serialization failure, a deadlock, a lost connection or a cancellation ends all, for a retry to begin anew.
     */
    public <T, R extends @Nullable Object> BatchReport<T, R> each(Iterable<T> items, BiFunction<Session, T, R> part) {
        var created = new ArrayList<R>();
        var failed = new ArrayList<BatchReport.Failed<T>>();
        int index = 0;
        for (T item : items) {
            try {
                created.add(call(session -> part.apply(session, item)));
            } catch (RuntimeException e) {
                if (endsAll(e)) {
                    throw e;
                }
                failed.add(new BatchReport.Failed<>(index, item, e));
            }
            index++;
        }
        return new BatchReport<>(Collections.unmodifiableList(created), Collections.unmodifiableList(failed));
    }

    private static boolean endsAll(RuntimeException error) {
        return Failure.of(error).endsTransaction()
                || Failure.has(TransactionStoppedException.class, error)
                || Failure.has(ForeignThreadException.class, error);
    }

    /** Between release and COMMIT others may cache what is about to be replaced. */
    private void emptyCacheAtEnd() {
        SessionFactory factory = outer.getFactory();
        var options = ((SharedSessionContractImplementor) outer).getFactory().getSessionFactoryOptions();
        if (options.isSecondLevelCacheEnabled() || options.isQueryCacheEnabled()) {
            outer.getTransaction()
                    .runAfterCompletion(status -> factory.getCache().evictAllRegions());
        }
    }
}
