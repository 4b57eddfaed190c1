package io.tenancy.postgres.metrics;

import io.micrometer.core.instrument.Tags;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Names the busiest tenants, anew each minute; who falls behind has to give up its series, or they would never end. */
final class BusiestLabels implements Labels {

    private static final String TAG = "tenant";
    private static final Tags OTHER = Tags.of(TAG, "(other)");
    private static final Tags NONE = Tags.of(TAG, NOBODY);
    private static final long TERM = TimeUnit.MINUTES.toNanos(1);

    private final int places;
    private final Consumer<Tags> left;
    private final LongSupplier clock;
    private final Ranking ranking;
    /** Who records reads; so nothing is recorded of a tenant while it loses its place, nor after it. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    private Set<TenantId> named = Set.of();
    private volatile long until;

    BusiestLabels(int places, Consumer<Tags> left, LongSupplier clock) {
        this.places = places;
        this.left = left;
        this.clock = clock;
        this.ranking = new Ranking(places);
        this.until = clock.getAsLong() + TERM;
    }

    @Override
    public void label(@Nullable Tenant tenant, Consumer<Tags> recording) {
        if (tenant == null) {
            recording.accept(NONE);
            return;
        }
        lock.readLock().lock();
        try {
            recording.accept(
                    named.contains(tenant.id()) ? Tags.of(TAG, tenant.id().value()) : OTHER);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void used(Tenant tenant, long nanos) {
        boolean vacant;
        lock.readLock().lock();
        try {
            ranking.add(tenant.id(), nanos);
            vacant = named.size() < places && !named.contains(tenant.id());
        } finally {
            lock.readLock().unlock();
        }
        if (vacant || ranking.isFull() || until - clock.getAsLong() <= 0) {
            rank();
        }
    }

    private void rank() {
        lock.writeLock().lock();
        try {
            long now = clock.getAsLong();
            if (until - now <= 0) {
                ranking.fade();
                until = now + TERM;
            } else if (named.size() >= places) {
                ranking.trim();
                return;
            }
            Set<TenantId> first = ranking.first(places);
            var leaving = new HashSet<>(named);
            leaving.removeAll(first);
            named = first;
            leaving.forEach(tenant -> left.accept(Tags.of(TAG, tenant.value())));
        } finally {
            lock.writeLock().unlock();
        }
    }
}
