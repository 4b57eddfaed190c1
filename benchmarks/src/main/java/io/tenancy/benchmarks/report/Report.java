package io.tenancy.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Tables and remarks as they come, figures at the end. For use by one thread. */
public final class Report {

    private final PrintStream out;
    private final List<String> figures = new ArrayList<>();

    public Report(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** A title, and below it the table with an empty line behind. */
    public void table(String title, Table table) {
        say("");
        say(title);
        table.lines().forEach(line -> say("  " + line));
    }

    /** @throws IllegalStateException if the value is not finite: nothing was measured */
    public void figure(String name, double value, Unit unit) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("Figure " + name + " is " + value + ".");
        }
        figures.add("BENCH " + name + " " + unit.format(value) + " " + unit);
    }

    /** Prints all figures. */
    public void finish() {
        say("");
        figures.forEach(this::say);
    }
}
