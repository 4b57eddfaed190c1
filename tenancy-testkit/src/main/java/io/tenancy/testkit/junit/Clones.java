package io.tenancy.testkit.junit;

import io.tenancy.testkit.postgres.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Copies of a database, the next of which is made while a test works on the last. Safe for use by several threads. */
final class Clones implements AutoCloseable {

    private final TestDatabase template;
    private final ExecutorService maker = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "tenancy-test-clones");
        thread.setDaemon(true);
        return thread;
    });
    private CompletableFuture<TestDatabase> next;

    /** @param template closed with the clones; nobody is connected to it */
    Clones(TestDatabase template) {
        this.template = template;
        this.next = make();
    }

    TestDatabase take() {
        CompletableFuture<TestDatabase> taken;
        synchronized (this) {
            taken = next;
            next = make();
        }
        return taken.join();
    }

    private CompletableFuture<TestDatabase> make() {
        return CompletableFuture.supplyAsync(template::copy, maker);
    }

    /** Those that were taken are closed by who took them. */
    @Override
    public synchronized void close() {
        maker.shutdown();
        try (template) {
            next.join().close();
        }
    }
}
