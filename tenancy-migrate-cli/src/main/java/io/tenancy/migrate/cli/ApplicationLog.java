package io.tenancy.migrate.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * What an application's libraries print while they work in this process: kept out of the draft, and shown if it fails. For
 * use by one thread.
 */
final class ApplicationLog implements AutoCloseable {

    private final ClassLoader own = Thread.currentThread().getContextClassLoader();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private ApplicationLog() {}

    /** @param application where its libraries look for what they need */
    static ApplicationLog kept(ClassLoader application) {
        var log = new ApplicationLog();
        var printed = new PrintStream(log.kept, true);
        System.setOut(printed);
        System.setErr(printed);
        Thread.currentThread().setContextClassLoader(application);
        return log;
    }

    /** All went well: nobody needs it. */
    void forget() {
        kept.reset();
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(own);
        System.setOut(out);
        System.setErr(err);
        err.print(kept);
    }
}
