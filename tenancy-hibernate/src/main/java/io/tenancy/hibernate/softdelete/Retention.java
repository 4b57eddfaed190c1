package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.restriction.Restriction;

/**
 * Purges what has been deleted for long enough, for the tenant that is bound, in batches that each are a transaction of
 * their own. Rows that another transaction holds are passed over, so several may run at once; what is done is gone, so a
 * run that was stopped is resumed by running again. A row waits until no row refers to it. Immutable.
 *
 * @param batch how many rows a transaction deletes at most
 * @param holds by entity: rows that have to stay whatever their age, with all that was deleted along with them or below
 */
public record Retention(Duration age, int batch, Map<Class<?>, Restriction<?>> holds) {

    private static final int BATCH = 500;

    /** @throws IllegalArgumentException if the age is negative, or the batch has no row */
    public Retention {
        if (age.isNegative() || batch < 1) {
            throw new IllegalArgumentException(
                    "Retention refused: expected an age of 0 or more and a batch of 1 or more," + " found " + age
                            + " and " + batch + ".");
        }
        holds = Map.copyOf(holds);
    }

    /** Of rows that were deleted at least so long ago. */
    public static Retention of(Duration age) {
        return new Retention(age, BATCH, Map.of());
    }

    public Retention withBatch(int rows) {
        return new Retention(age, rows, holds);
    }

    /** The same, without rows that meet a restriction and what is below them. A comparison with null holds too. */
    public <E> Retention withHold(Class<E> entity, Restriction<? super E> restriction) {
        var all = new LinkedHashMap<>(holds);
        all.merge(entity, restriction, Retention::either);
        return new Retention(age, batch, all);
    }

    /**
     * Runs batch after batch until nothing is left that may go.
     *
     * @return how many rows are gone
     * @throws PurgeRefusedException if the factory's permission does not allow it
     */
    public long purge(UnitOfWork transactions) {
        Instant before = Instant.now().minus(age);
        long all = 0;
        int purged;
        do {
            purged = transactions.call(session -> purge(session, before));
            all += purged;
        } while (purged > 0);
        return all;
    }

    /** One batch in the transaction of the caller; 0 when nothing is left that may go. */
    public int purgeBatch(Session session) {
        return purge(session, Instant.now().minus(age));
    }

    private int purge(Session session, Instant before) {
        var implementor = session.unwrap(SharedSessionContractImplementor.class);
        var model = SoftDeleteModel.of(implementor.getFactory());
        var purge = new Purge(implementor);
        try (Session purging = View.purging(session, Visibility.WITH_DELETED)) {
            for (SoftEntity entity : model.all()) {
                purge.requirePermission(entity);
                List<Object> ids = new ExpiredRows(purging, model, holds).oldest(entity, before, batch);
                if (!ids.isEmpty()) {
                    return purge.deleteFree(purging, entity, ids);
                }
            }
            return 0;
        }
    }

    @SuppressWarnings("unchecked") // Both are of the same entity.
    private static Restriction<?> either(Restriction<?> one, Restriction<?> other) {
        return Restriction.any(new ArrayList<>(List.of((Restriction<Object>) one, (Restriction<Object>) other)));
    }
}
