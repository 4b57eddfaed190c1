package io.tenancy.context;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was bound to a thread when it was captured, a context or none. Immutable, hence safe to hand to other threads;
 * whoever runs a wrapped task gets its own binding back afterwards.
 */
public final class CapturedContext {

    private final @Nullable TenantContext context;

    CapturedContext(@Nullable TenantContext context) {
        this.context = context;
    }

    /** Binds what was captured; if nothing was, then nothing is bound inside the scope. */
    public TenantScope enter() {
        return BoundContext.enter(context);
    }

    public Runnable wrap(Runnable task) {
        return () -> {
            try (var scope = enter()) {
                task.run();
            }
        };
    }

    public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
        return () -> {
            try (var scope = enter()) {
                return task.call();
            }
        };
    }

    public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
        return () -> {
            try (var scope = enter()) {
                return task.get();
            }
        };
    }

    /** The same executor, but whatever it is given runs in what was captured here. */
    public Executor on(Executor executor) {
        return task -> executor.execute(wrap(task));
    }
}
