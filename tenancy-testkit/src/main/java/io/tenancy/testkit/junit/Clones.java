package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a database, each with its service. Who took two will take more, so from then on the next is made while a test
 * works on the last. They are dropped while the next test works. Safe for use by several threads.
 */
final class Clones implements AutoCloseable {

    private final TestDatabase filled;
    private final DatabaseTemplate template;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "tenancy-test-clones");
        thread.setDaemon(true);
        return thread;
    });
    private final List<CompletableFuture<Void>> drops = new ArrayList<>();
    private @Nullable Future<Optional<Served>> next;
    private boolean takenOne;
    private volatile boolean closing;

    /** @param filled closed with the clones; nobody is connected to it */
    Clones(TestDatabase filled, DatabaseTemplate template) {
        this.filled = filled;
        this.template = template;
    }

    Served take() throws Exception {
        Future<Optional<Served>> taken;
        synchronized (this) {
            taken = next == null ? worker.submit(this::make) : next;
            next = takenOne ? worker.submit(this::make) : null;
            takenOne = true;
        }
        return made(taken).orElseThrow(() -> new IllegalStateException("The tests are over."));
    }

    /** @return nothing if nobody needs it any more */
    private Optional<Served> make() throws Exception {
        return closing ? Optional.empty() : Optional.of(Served.of(filled.copy(), template));
    }

    private static Optional<Served> made(Future<Optional<Served>> clone) throws Exception {
        try {
            return clone.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Stops its service; the database goes in the background, and {@link #close} tells if that failed. */
    void giveBack(Served served) throws Exception {
        try {
            served.stop();
        } finally {
            synchronized (this) {
                drops.removeIf(drop -> drop.isDone() && !drop.isCompletedExceptionally());
                drops.add(CompletableFuture.runAsync(served.database()::close, worker));
            }
        }
    }

    @Override
    public synchronized void close() throws Exception {
        closing = true;
        var ends = new Ends();
        Future<Optional<Served>> unused = next;
        if (unused != null) {
            ends.run(() -> closeUnused(unused));
        }
        drops.forEach(drop -> ends.run(drop::join));
        worker.shutdown();
        ends.run(filled::close);
        ends.throwFirst();
    }

    private static void closeUnused(Future<Optional<Served>> clone) throws Exception {
        var unused = made(clone);
        if (unused.isPresent()) {
            unused.get().close();
        }
    }
}
