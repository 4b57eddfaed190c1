package io.tenancy.example.publishing.console;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where the main job prints. On a terminal it has colour and a progress line that is overwritten; in a log each line is
 * plain and final. For use by one thread.
 */
public final class Console {

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colour;

    private Console(PrintStream out, boolean terminal, boolean colour) {
        this.out = out;
        this.terminal = terminal;
        this.colour = colour;
    }

    /** Standard output, in UTF-8; colour only on a terminal and only where {@code NO_COLOR} is unset or empty. */
    public static Console standard() {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return isTerminal() ? terminal(out, System.getenv()) : log(out);
    }

    /** Plain lines, for a file or a pipe. */
    public static Console log(PrintStream out) {
        return new Console(out, false, false);
    }

    static Console terminal(PrintStream out, Map<String, String> environment) {
        return new Console(out, true, environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since JDK 22 there is a console without a terminal too, and a method that tells.
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Console.isTerminal() cannot be called", e);
        }
    }

    public void line(String text) {
        out.println(text);
    }

    public void line(String text, Style style) {
        line(styled(text, style));
    }

    public void emptyLine() {
        line("");
    }

    public void table(Table table) {
        table(table, "");
    }

    void table(Table table, String indent) {
        table.lines(this).forEach(line -> line(indent + line));
    }

    /** Shows text that the next line replaces; in a log nothing, as it would only repeat itself there. */
    void progress(String text) {
        if (terminal) {
            out.print("\r\u001b[K" + styled(text, Style.QUIET));
            out.flush();
        }
    }

    void endProgress() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    String styled(String text, Style style) {
        return colour ? style.apply(text) : text;
    }
}
