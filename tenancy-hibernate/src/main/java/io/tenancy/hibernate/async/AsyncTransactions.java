package io.tenancy.hibernate.async;

import io.tenancy.context.ContextFutures;
import io.tenancy.hibernate.transaction.Attempt;
import io.tenancy.hibernate.transaction.Cancellation;
import io.tenancy.hibernate.transaction.Completed;
import io.tenancy.hibernate.transaction.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Runs units of work on threads of its own, as many at once as there are connections for them: more would only wait for
 * the pool. The threads are virtual where the JDK has them (21 and later). Safe for use by several threads; close it when
 * no more is to come.
 *
 * <p>A unit of work runs for the tenant that was bound when it was handed in, and so do all stages of its future. A future
 * that is cancelled, or completed by its own {@code orTimeout}, stops its work: the running statement is cancelled at the
 * server and nothing is committed, unless COMMIT was sent already. Cancelling a stage that hangs on it does not. The
 * timeout of a unit of work includes the time that it waits in line.
 *
 * <p>Sessions and entities stay on their thread: a statement of the session on another one is refused with
 * {@link io.tenancy.hibernate.transaction.ForeignThreadException}, and what was not loaded when the work ended cannot be
 * loaded later. Give back values. Work that waits for other work of the same executor may wait for ever.
 */
public final class AsyncTransactions implements AutoCloseable {

    private static final int WAITING_PER_CONNECTION = 100;
    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor executor;

    private AsyncTransactions(ThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /**
     * As many at once as connections are to be used for it, and 100 times as many waiting.
     *
     * @throws IllegalArgumentException if the number is not positive
     */
    public static AsyncTransactions of(int connections) {
        return of(connections, connections * WAITING_PER_CONNECTION);
    }

    /**
     * @param connections how many at once: at most the size of the pool, less what other threads need
     * @param waiting how many may wait; what is more is refused
     * @throws IllegalArgumentException if one of the numbers is not positive
     */
    public static AsyncTransactions of(int connections, int waiting) {
        if (connections < 1 || waiting < 1) {
            throw new IllegalArgumentException("Async transactions over " + connections + " connection(s) with "
                    + waiting + " waiting refused: expected 1 or more of each.");
        }
        var executor = new ThreadPoolExecutor(
                connections,
                connections,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(waiting),
                WorkerThreads.factory());
        executor.allowCoreThreadTimeOut(true);
        return new AsyncTransactions(executor);
    }

    public CompletableFuture<@Nullable Void> run(UnitOfWork unit, Consumer<Session> work) {
        return call(unit, session -> {
            work.accept(session);
            return null;
        });
    }

    public <R extends @Nullable Object> CompletableFuture<R> call(UnitOfWork unit, Function<Session, R> work) {
        return submit(unit, own -> own.call(work));
    }

    public <R extends @Nullable Object> CompletableFuture<Completed<R>> complete(
            UnitOfWork unit, BiFunction<Session, Attempt, R> work) {
        return submit(unit, own -> own.complete(work));
    }

    public <R extends @Nullable Object> CompletableFuture<R> callStateless(
            UnitOfWork unit, Function<StatelessSession, R> work) {
        return submit(unit, own -> own.callStateless(work));
    }

    /** Ends when all that was handed in has ended. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
                throw new AssertionError("waits for ever");
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the caller's own future tells of every error
    private <R extends @Nullable Object> CompletableFuture<R> submit(UnitOfWork unit, Function<UnitOfWork, R> running) {
        var cancellation = new Cancellation();
        long submitted = System.nanoTime();
        CompletableFuture<R> future = ContextFutures.incomplete(executor);
        // Whoever completes it: if the work did, there is nothing left to stop.
        future.whenComplete((result, error) -> cancellation.cancel());
        try {
            future.completeAsync(() -> running.apply(lessWaiting(unit, Duration.ofNanos(System.nanoTime() - submitted))
                    .cancelledBy(cancellation)));
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    private static UnitOfWork lessWaiting(UnitOfWork unit, Duration waited) {
        return unit.findTimeout()
                .map(limit -> limit.compareTo(waited) > 0 ? limit.minus(waited) : Duration.ofNanos(1))
                .map(unit::timeout)
                .orElse(unit);
    }
}
