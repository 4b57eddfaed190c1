package io.tenancy.context;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Executors whose tasks run in the context of whoever submitted them. They are as safe for use by several threads as
 * the executor that they stand on.
 *
 * <p>What is bound, tenant or none, is captured when a task is submitted. For a {@link ScheduledExecutorService}, whose
 * tasks often outlive the caller, say which context is meant: {@code TenantContext.capture().wrap(task)}.
 */
public final class TenantExecutors {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private TenantExecutors() {}

    /** The same executor, carrying the submitter's context. */
    public static Executor carrying(Executor executor) {
        return task -> executor.execute(TenantContext.capture().wrap(task));
    }

    /** The same executor, carrying the submitter's context; shutting one down shuts down the other. */
    public static ExecutorService carrying(ExecutorService executor) {
        return new CarryingExecutorService(executor);
    }

    /**
     * A new executor with a thread for each task, carrying the submitter's context: a virtual thread where the JDK has
     * them (21 and later), else a platform thread, reused for a minute. Shut it down after use.
     */
    public static ExecutorService perTask() {
        return carrying(
                Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS ? platformThreads() : virtualThreads());
    }

    /** By reflection, because this is compiled for Java 17. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("every Java from " + FIRST_WITH_VIRTUAL_THREADS + " on has virtual threads", e);
        }
    }

    private static ExecutorService platformThreads() {
        return Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "tenancy-task");
            thread.setDaemon(true); // as virtual threads are
            return thread;
        });
    }
}
