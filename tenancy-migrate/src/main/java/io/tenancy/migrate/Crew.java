package io.tenancy.migrate;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that do some work at once and end with it. */
final class Crew {

    private Crew() {}

    /**
     * Waits until all work is done, even if it fails or the caller is interrupted: work that was begun is finished.
     *
     * @param whenInterrupted run at once if the caller is interrupted while it waits
     */
    static <T> List<T> all(String name, List<? extends Callable<T>> work, Runnable whenInterrupted) {
        if (work.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(work.size(), task -> {
            var thread = new Thread(task, "tenancy-migrate-" + name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> futures = new ArrayList<>();
            work.forEach(each -> futures.add(threads.submit(each)));
            return results(futures, whenInterrupted);
        } finally {
            threads.shutdown();
        }
    }

    private static <T> List<T> results(List<Future<T>> futures, Runnable whenInterrupted) {
        var results = new ArrayList<T>();
        RuntimeException failure = null;
        boolean interrupted = false;
        for (Future<T> future : futures) {
            while (true) {
                try {
                    results.add(future.get());
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    whenInterrupted.run();
                } catch (ExecutionException e) {
                    failure = failure == null ? asRuntime(Objects.requireNonNull(e.getCause())) : failure;
                    break;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    private static RuntimeException asRuntime(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
