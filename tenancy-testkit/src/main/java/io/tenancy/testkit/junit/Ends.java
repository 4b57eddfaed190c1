package io.tenancy.testkit.junit;

import org.jspecify.annotations.Nullable;

/** Steps of which each is taken whatever became of the others; the first failure carries the rest. */
final class Ends {

    private @Nullable Throwable first;

    /** A step. */
    interface Step {
        void run() throws Exception;
    }

    void run(Step step) {
        try {
            step.run();
        } catch (Exception | Error e) {
            if (first == null) {
                first = e;
            } else {
                first.addSuppressed(e);
            }
        }
    }

    boolean haveFailed() {
        return first != null;
    }

    void throwFirst() throws Exception {
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof Exception exception) {
            throw exception;
        }
    }
}
