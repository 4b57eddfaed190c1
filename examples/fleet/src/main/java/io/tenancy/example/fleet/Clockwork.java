package io.tenancy.example.fleet;

import io.tenancy.refusal.TenancyException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does things again and again. */
final class Clockwork implements AutoCloseable {

    private static final int THREADS = 24;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);

    interface Work {

        void run() throws Exception;
    }

    /** Refusals and lost races are what this service is for; with anything else the work ends. */
    void every(long millis, Work work) {
        Future<?> unused = threads.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (TenancyException expected) {
                        // metered
                    } catch (Exception e) {
                        end(e);
                    }
                },
                millis,
                millis,
                TimeUnit.MILLISECONDS);
    }

    private void end(Exception cause) {
        if (!threads.isShutdown()) {
            System.getLogger("fleet").log(System.Logger.Level.ERROR, "Ends here", cause);
            throw new IllegalStateException(cause);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
