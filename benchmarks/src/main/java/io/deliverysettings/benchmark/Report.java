package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was found, for people. */
record Report(
        String command,
        List<String> machine,
        List<Section> sections,
        List<String> notMeasured,
        MissedTargets missedTargets) {

    private static final String PAGE = "performance.md";
    private static final String CHARTS = "performance";

    Report {
        machine = List.copyOf(machine);
        sections = List.copyOf(sections);
        notMeasured = List.copyOf(notMeasured);
    }

    /** Whether a target is missed by more than its noise. */
    boolean isAnyMissed() {
        return figures().anyMatch(figure -> figure.verdict() == Verdict.MISSED);
    }

    /** Names that the texts on missed targets have and no figure does: they were misspelt, or the figure has another name now. */
    List<String> unknownTexts() {
        return missedTargets.unknown(figures().map(Figure::name).toList());
    }

    private Stream<Figure> figures() {
        return sections.stream().flatMap(section -> section.figures().stream());
    }

    /** One line for each figure. */
    static String line(Figure figure) {
        return "%-66s %10s ± %-8s %-4s %-22s %s"
                .formatted(
                        figure.name(),
                        Numbers.text(figure.value()),
                        Numbers.text(figure.noise()),
                        figure.unit(),
                        target(figure),
                        figure.verdict().words())
                .stripTrailing();
    }

    String summary() {
        Map<Verdict, Long> counts =
                figures().collect(Collectors.groupingBy(Figure::verdict, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey() != Verdict.FOR_COMPARISON)
                .map(entry -> entry.getValue() + " " + entry.getKey().words())
                .collect(Collectors.joining("; ", "targets: ", ""));
    }

    /**
     * Writes the page and its charts.
     *
     * @param docs the directory of the pages
     */
    void write(Path docs) throws IOException {
        Path charts = Files.createDirectories(docs.resolve(CHARTS));
        for (Section section : sections) {
            for (Map.Entry<String, BarChart> chart : section.charts().entrySet()) {
                Files.writeString(
                        charts.resolve(chart.getKey() + ".svg"),
                        chart.getValue().svg());
            }
        }
        Files.writeString(docs.resolve(PAGE), markdown());
    }

    String markdown() {
        StringBuilder page = new StringBuilder("""
                # Performance

                Written by `%s`. Every figure of the gateway stands beside what was measured of its peers in the same run and in turns
                with it, since absolute figures of one machine say little about another. A value is the median of the rounds; behind ±
                is half of the way from the lowest round to the highest. A ratio is taken round by round.

                ## Machine

                """.formatted(command));
        machine.forEach(line -> page.append("- ").append(line).append('\n'));
        page.append("\n## Targets\n\n").append(summary()).append(".\n");
        figures().forEach(figure -> figure.target().ifPresent(target -> page.append(missed(figure, target))));
        for (Section section : sections) {
            page.append("\n## ").append(section.title()).append("\n\n");
            section.remarks().forEach(remark -> page.append(remark).append('\n'));
            page.append("\n| what | measured | ± | unit | target | verdict |\n|---|---:|---:|---|---|---|\n");
            section.figures().forEach(figure -> page.append(row(figure)));
            new TreeMap<>(section.charts())
                    .forEach((name, chart) -> page.append(
                            "\n![%s, %s](%s/%s.svg)\n".formatted(chart.title(), chart.unit(), CHARTS, name)));
        }
        if (!notMeasured.isEmpty()) {
            page.append("\n## Not measured\n\n");
            notMeasured.forEach(line -> page.append("- ").append(line).append('\n'));
        }
        return page.toString();
    }

    private String missed(Figure figure, Target target) {
        boolean isMissed = figure.verdict() == Verdict.MISSED;
        if (!isMissed && figure.verdict() != Verdict.WITHIN_NOISE) {
            return "";
        }
        String head = "\n### Missed%s: %s\n\n%s instead of %s: %s.\n"
                .formatted(
                        isMissed ? "" : " by no more than the noise",
                        figure.name(),
                        with(figure.value(), figure.unit()),
                        with(target(figure), figure.unit()),
                        target.tellMissedBy(figure.value()));
        return head
                + missedTargets
                        .of(figure)
                        .or(() -> Optional.of(
                                        "Why, and what would close it, is not written down yet (`benchmarks/missed-targets.md`).")
                                .filter(text -> isMissed))
                        .map(text -> "\n" + text + "\n")
                        .orElse("");
    }

    private static String with(double value, String unit) {
        return with(Numbers.text(value), unit);
    }

    private static String with(String value, String unit) {
        return (value + " " + unit).strip();
    }

    private static String row(Figure figure) {
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        figure.name(),
                        Numbers.text(figure.value()),
                        Numbers.text(figure.noise()),
                        figure.unit(),
                        target(figure),
                        figure.verdict().words())
                .replace(System.lineSeparator(), "\n");
    }

    private static String target(Figure figure) {
        return figure.target()
                .map(target -> target.direction().words() + " " + Numbers.text(target.bound()))
                .orElse("");
    }
}
