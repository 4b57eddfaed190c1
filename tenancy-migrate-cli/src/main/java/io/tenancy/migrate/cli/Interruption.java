package io.tenancy.migrate.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/** A signal to end while a run is at work: what is at work is finished and reported first. For use by one thread. */
final class Interruption implements AutoCloseable {

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread worker, PrintWriter err) {
        this.hook = new Thread(
                () -> {
                    err.println("Interrupted: schemas at work are finished, no others begin.");
                    worker.interrupt();
                    awaitReport();
                    // SIGTERM would be another number otherwise.
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                },
                "tenancy-migrate-interruption");
    }

    static Interruption watch(Thread worker, PrintWriter err) {
        var interruption = new Interruption(worker, err);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The run is reported: from now on a signal ends the process at once. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            reported.countDown();
        }
    }

    private void awaitReport() {
        try {
            reported.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
