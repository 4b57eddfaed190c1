package io.tenancy.example.publishing.console;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The numbered steps of the main job; each says what it does, how far it is, and how long it took. */
public final class Steps {

    private static final String INDENT = "      ";

    private final Console console;
    private final int total;
    private int current;

    public Steps(Console console, int total) {
        this.console = console;
        this.total = total;
    }

    /** Work that may fail with anything; the failure passes through after the step is marked as failed. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    public void run(String title, Work work) throws Exception {
        call(title, () -> {
            work.run();
            return null;
        });
    }

    public <T extends @Nullable Object> T call(String title, Callable<T> work) throws Exception {
        current++;
        console.line(String.format("[%" + width() + "d/%d] %s", current, total, title), Style.STRONG);
        long start = System.nanoTime();
        boolean done = false;
        try {
            T result = work.call();
            done = true;
            return result;
        } finally {
            console.endProgress();
            String took = seconds(Duration.ofNanos(System.nanoTime() - start));
            console.line(INDENT + (done ? "done in " : "FAILED after ") + took, done ? Style.QUIET : Style.BAD);
            console.emptyLine();
        }
    }

    /** A fact worth keeping, below the title of the running step. */
    public void note(String text) {
        console.endProgress();
        console.line(INDENT + text);
    }

    /** How far the running step is; seen on a terminal only. */
    public void progress(String what, int done, int of) {
        console.progress(INDENT + what + " " + done + "/" + of);
    }

    public void table(Table table) {
        console.endProgress();
        console.table(table, INDENT);
    }

    private int width() {
        return String.valueOf(total).length();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
