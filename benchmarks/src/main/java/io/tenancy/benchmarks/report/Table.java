package io.tenancy.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns. For use by one thread. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> head) {
        rows.add(head);
    }

    public static Table of(String... head) {
        return new Table(List.of(head));
    }

    /** @throws IllegalArgumentException if there is not one cell for each column */
    public Table row(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "Row refused: expected " + rows.get(0).size() + " cells, found " + cells.length + ".");
        }
        rows.add(List.of(cells));
        return this;
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(List<String> row) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(width(column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElseThrow();
    }
}
