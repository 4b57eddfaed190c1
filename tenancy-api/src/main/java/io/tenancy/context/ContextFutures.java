package io.tenancy.context;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Futures that stay with their tenant: the task and every stage that is chained to it, with {@code Async} or without,
 * runs in the context that was bound when the future was made, whichever thread completes it. Stages with {@code Async}
 * and no executor use the executor of the future. {@code CompletableFuture.allOf} and {@code anyOf} give plain futures;
 * hang what needs the tenant on one of these, with {@code thenCombine} or {@code thenCompose}.
 */
public final class ContextFutures {

    private static final Executor DEFAULT = new CompletableFuture<@Nullable Void>().defaultExecutor();

    private ContextFutures() {}

    /** Runs the task where {@code CompletableFuture} would: on the common pool, if that has more than one thread. */
    public static <T extends @Nullable Object> CompletableFuture<T> supplyAsync(Supplier<T> task) {
        return supplyAsync(task, DEFAULT);
    }

    public static <T extends @Nullable Object> CompletableFuture<T> supplyAsync(Supplier<T> task, Executor executor) {
        return ContextFutures.<T>incomplete(executor).completeAsync(task);
    }

    /** Runs the task where {@code CompletableFuture} would: on the common pool, if that has more than one thread. */
    public static CompletableFuture<@Nullable Void> runAsync(Runnable task) {
        return runAsync(task, DEFAULT);
    }

    public static CompletableFuture<@Nullable Void> runAsync(Runnable task, Executor executor) {
        return supplyAsync(
                () -> {
                    task.run();
                    return null;
                },
                executor);
    }

    /** A future to be completed by hand, by any thread; its stages run in the context that is bound now. */
    public static <T extends @Nullable Object> CompletableFuture<T> incomplete(Executor executor) {
        return new ContextFuture<>(TenantContext.capture(), executor);
    }
}
