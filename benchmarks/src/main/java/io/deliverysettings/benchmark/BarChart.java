package io.deliverysettings.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small chart of horizontal bars with a line for how far each was off, as SVG. It has no colours of its own for text, so
 * that it can be read on dark pages as on light ones.
 *
 * @param title what is shown
 * @param unit of all bars
 * @param bars from top to bottom
 */
record BarChart(String title, String unit, List<Bar> bars) {

    private static final int WIDTH = 640;
    private static final int LABELS = 210;
    private static final int VALUES = 110;
    private static final int ROW = 26;
    private static final int HEAD = 34;

    /** One bar. */
    record Bar(String label, Series series) {}

    BarChart {
        bars = List.copyOf(bars);
    }

    String svg() {
        double highest =
                bars.stream().mapToDouble(bar -> bar.series().highest()).max().orElse(1);
        double scale = highest > 0 ? (WIDTH - LABELS - VALUES) / highest : 0;
        int height = HEAD + bars.size() * ROW + 8;
        List<String> lines = new ArrayList<>();
        lines.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">"
                        .formatted(WIDTH, height, WIDTH, height, escape(title + ", " + unit)));
        lines.add(
                "<style>text{font:13px sans-serif;fill:#57606a}@media(prefers-color-scheme:dark){text{fill:#b1bac4}}</style>");
        lines.add(text(0, 16, "start", title + ", " + unit));
        for (int i = 0; i < bars.size(); i++) {
            lines.addAll(bar(bars.get(i), HEAD + i * ROW, scale));
        }
        lines.add("</svg>");
        return String.join("\n", lines) + "\n";
    }

    private static List<String> bar(Bar bar, int top, double scale) {
        double end = LABELS + bar.series().median() * scale;
        double lowest = LABELS + bar.series().lowest() * scale;
        double highest = LABELS + bar.series().highest() * scale;
        int middle = top + ROW / 2 - 3;
        return List.of(
                text(LABELS - 8, middle + 4, "end", bar.label()),
                format(
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#2f81f7\"/>",
                        LABELS, top, end - LABELS, ROW - 6),
                format("<path d=\"M%.1f %d H%.1f\" stroke=\"#d29922\" stroke-width=\"3\"/>", lowest, middle, highest),
                text(WIDTH, middle + 4, "end", Numbers.text(bar.series().median())));
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>".formatted(x, y, anchor, escape(text));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
