package io.tenancy.audit.trail;

import io.tenancy.TenantId;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Origin;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Refusals on their way into the log, on a thread of their own. Safe for use by several threads. */
final class Refusals {

    private static final System.Logger LOG = System.getLogger(Trail.class.getName());
    private static final int WAITING_AT_MOST = 1_000;
    private static final long IDLE_SECONDS = 10;
    private static final long CLOSING_SECONDS = 60;

    private static final class Worker extends Thread {

        Worker(Runnable work) {
            super(work, "tenancy-audit-refusals");
            setDaemon(true);
        }
    }

    interface Writer {
        void write(TenantId tenant, Origin origin, Change change);
    }

    private final Writer writer;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_AT_MOST),
            Worker::new,
            (work, full) -> LOG.log(
                    Level.WARNING,
                    "A refusal is not on the audit trail: expected room for it, found " + WAITING_AT_MOST
                            + " waiting, or the trail closed."));

    Refusals(Writer writer) {
        this.writer = writer;
        executor.allowCoreThreadTimeOut(true);
    }

    void take(TenantId tenant, Origin origin, Change change) {
        // A tenant for whom nothing runs has the writing of its refusal refused.
        if (!(Thread.currentThread() instanceof Worker)) {
            executor.execute(() -> writer.write(tenant, origin, change));
        }
    }

    void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, executor.shutdownNow().size() + " refusals are not on the audit trail.");
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
