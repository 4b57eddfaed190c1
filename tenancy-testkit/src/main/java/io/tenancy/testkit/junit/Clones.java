package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Copies of a database, each with its service. Who took two will take more, so from then on the next is made while a test
 * works on the last. Safe for use by several threads.
 */
final class Clones implements AutoCloseable {

    /**
     * A file system may avoid the numbers of files that were deleted a moment ago, ext4 for five seconds, and look at each
     * of them for each new file. Behind a drop, a copy took eight times the processor time. Fifty small ones are 500 MB.
     */
    private static final int MANY = 50;

    private final TestDatabase filled;
    private final DatabaseTemplate template;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "tenancy-test-clones");
        thread.setDaemon(true);
        return thread;
    });
    private final List<TestDatabase> used = new ArrayList<>();
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

    /** Stops its service; its database goes with many others, the last of them with {@link #close}. */
    void giveBack(Served served) throws Exception {
        var ends = new Ends();
        ends.run(served::stop);
        used(served.database()).forEach(database -> ends.run(database::close));
        ends.throwFirst();
    }

    /** @return those that are to go now */
    private synchronized List<TestDatabase> used(TestDatabase database) {
        used.add(database);
        if (used.size() < MANY) {
            return List.of();
        }
        var all = List.copyOf(used);
        used.clear();
        return all;
    }

    @Override
    public synchronized void close() throws Exception {
        closing = true;
        var ends = new Ends();
        Future<Optional<Served>> unused = next;
        if (unused != null) {
            ends.run(() -> closeUnused(unused));
        }
        used.forEach(database -> ends.run(database::close));
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
