package io.deliverysettings.app.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Rows in columns that are as wide as they have to be. */
final class Table {

    private static final String BETWEEN = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * What stands in a row and a column.
     *
     * @param text what others wrote, made fit to be shown
     * @param colour what it is shown in where there are colours
     */
    record Cell(String text, Colour colour) {
        static Cell of(String text) {
            return new Cell(ShownText.of(text), Colour.NONE);
        }

        static Cell of(String text, Colour colour) {
            return new Cell(ShownText.of(text), colour);
        }
    }

    Table row(String... texts) {
        return row(Arrays.stream(texts).map(Cell::of).toList());
    }

    Table row(List<Cell> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** As lines, without spaces at their ends. */
    String text(boolean isColoured) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], ShownText.width(row.get(i).text()));
            }
        }
        return rows.stream().map(row -> line(row, widths, isColoured)).collect(Collectors.joining("\n"));
    }

    private static String line(List<Cell> row, int[] widths, boolean isColoured) {
        StringBuilder line = new StringBuilder();
        int gap = 0;
        for (int i = 0; i < row.size(); i++) {
            Cell cell = row.get(i);
            if (!cell.text().isEmpty()) {
                line.append(" ".repeat(gap)).append(isColoured ? cell.colour().paint(cell.text()) : cell.text());
                gap = 0;
            }
            gap += widths[i] - ShownText.width(cell.text()) + BETWEEN.length();
        }
        return line.toString();
    }
}
