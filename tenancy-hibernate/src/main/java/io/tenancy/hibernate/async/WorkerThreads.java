package io.tenancy.hibernate.async;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Threads to run units of work on; none keeps the JVM alive. */
final class WorkerThreads {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;
    private static final String NAME = "tenancy-async-";

    private WorkerThreads() {}

    static ThreadFactory factory() {
        return Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS ? platform() : virtual();
    }

    /** By reflection, because this is compiled for Java 17: {@code Thread.ofVirtual().name(prefix, 0).factory()}. */
    private static ThreadFactory virtual() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 0L);
            return (ThreadFactory) type.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("every Java from " + FIRST_WITH_VIRTUAL_THREADS + " on has virtual threads", e);
        }
    }

    private static ThreadFactory platform() {
        var count = new AtomicLong();
        return task -> {
            var thread = new Thread(task, NAME + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
