package io.tenancy.example.publishing.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A table with aligned columns; a column whose cells are all numbers is aligned to the right. */
public final class Table {

    private static final String GAP = "  ";

    /** The text of a cell and how it stands out. */
    public record Cell(String text, Style style) {

        int width() {
            return text.codePointCount(0, text.length());
        }
    }

    private final List<Cell> header;
    private final List<List<Cell>> rows = new ArrayList<>();

    public Table(String... header) {
        this.header = Arrays.stream(header)
                .map(title -> new Cell(title, Style.STRONG))
                .toList();
    }

    public Table row(Object... cells) {
        return row(Arrays.stream(cells)
                .map(cell -> cell instanceof Cell styled ? styled : new Cell(cell.toString(), Style.PLAIN))
                .toList());
    }

    /** @throws IllegalArgumentException if the row has not as many cells as the header */
    public Table row(List<Cell> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException(
                    "Row refused: expected " + header.size() + " cells, found " + cells.size() + ".");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    List<String> lines(Console console) {
        var lines = new ArrayList<String>();
        lines.add(line(header, console));
        lines.add(line(rule(), console));
        rows.forEach(row -> lines.add(line(row, console)));
        return lines;
    }

    private List<Cell> rule() {
        return IntStream.range(0, header.size())
                .mapToObj(column -> new Cell("-".repeat(width(column)), Style.QUIET))
                .toList();
    }

    private String line(List<Cell> cells, Console console) {
        var line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            Cell cell = cells.get(column);
            String padding = " ".repeat(width(column) - cell.width());
            String text = console.styled(cell.text(), cell.style());
            line.append(column == 0 ? "" : GAP).append(isNumeric(column) ? padding + text : text + padding);
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        int widest = header.get(column).width();
        for (List<Cell> row : rows) {
            widest = Math.max(widest, row.get(column).width());
        }
        return widest;
    }

    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> row.get(column).text().matches("-?\\d+([.,]\\d+)*"));
    }
}
