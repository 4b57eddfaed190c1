package io.tenancy.context;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.refusal.NoTenantException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * For whom work is done: the tenant, who acts, the correlation id, and by when. Immutable; what is current is bound to one
 * thread and reaches another only by {@link #capture()}, never by inheritance.
 */
public record TenantContext(TenantId tenant, @Nullable Actor actor, @Nullable String correlationId, Deadline deadline) {

    public static TenantContext of(TenantId tenant) {
        return new TenantContext(tenant, null, null, Deadline.NONE);
    }

    /** @throws IllegalArgumentException if the id breaks the rule of {@link TenantId} */
    public static TenantContext of(String tenant) {
        return of(TenantId.of(tenant));
    }

    public TenantContext withActor(Actor who) {
        return new TenantContext(tenant, who, correlationId, deadline);
    }

    public TenantContext withCorrelationId(String id) {
        return new TenantContext(tenant, actor, id, deadline);
    }

    /** The same with no more time than that; where it has less already, that stays. */
    public TenantContext withDeadline(Deadline latest) {
        return new TenantContext(tenant, actor, correlationId, deadline.orEarlier(latest));
    }

    /** The context bound to this thread. */
    public static Optional<TenantContext> find() {
        return Optional.ofNullable(BoundContext.get());
    }

    /**
     * The context bound to this thread.
     *
     * @param attempted what needs it, as the subject of the refusal, such as {@code "Opening a session"}
     * @throws NoTenantException if none is bound
     */
    public static TenantContext require(String attempted) {
        return find().orElseThrow(() -> new NoTenantException(attempted));
    }

    /** Binds this context to the thread until the scope is closed. */
    public TenantScope enter() {
        return BoundContext.enter(this);
    }

    public void run(Runnable work) {
        try (var scope = enter()) {
            work.run();
        }
    }

    public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
        try (var scope = enter()) {
            return work.call();
        }
    }

    /** What is bound to this thread now, tenant or none, to be bound elsewhere for as long as a task runs. */
    public static CapturedContext capture() {
        return new CapturedContext(BoundContext.get());
    }
}
