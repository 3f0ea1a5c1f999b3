package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.BarChart.Bar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The number selection rules, by JMH. */
final class SelectionSuite implements Suite {

    private static final int FEW = 5;
    private static final int THOUSAND = 1_000;
    private static final int TEN_THOUSAND = 10_000;
    private static final List<String> BENCHMARKS = List.of("byId", "byDigits", "wholeDocument");
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Places places;
    private final Plan plan;

    SelectionSuite(Places places, Plan plan) {
        this.places = places;
        this.plan = plan;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(places.work().resolve("number-selection"));
        Path results = directory.resolve("results.csv");
        List<String> command = new ArrayList<>(
                List.of(Places.java(), "-jar", places.numberSelection().toString()));
        command.addAll(plan.jmh());
        command.addAll(List.of("-prof", "gc", "-rf", "csv", "-rff", results.toString()));
        try (ChildProcess jmh = ChildProcess.start(directory.resolve("log"), command)) {
            jmh.awaitSuccess(PATIENCE);
        }
        return section(JmhResults.parse(Files.readString(results)));
    }

    private static Section section(JmhResults results) {
        List<Figure> figures = new ArrayList<>();
        List<Bar> bars = new ArrayList<>();
        for (String benchmark : BENCHMARKS) {
            figures.add(results.ratio(
                    "selection, %s: n = 10,000 to n = 1,000".formatted(benchmark),
                    benchmark,
                    TEN_THOUSAND,
                    THOUSAND,
                    Target.atMost(12)));
            figures.add(results.time("selection, %s: n = 5".formatted(benchmark), benchmark, FEW, Target.atMost(2)));
            figures.add(results.allocated(
                    "selection, %s: n = 5, allocated".formatted(benchmark), benchmark, FEW, Target.atMost(2)));
            for (int n : List.of(THOUSAND, TEN_THOUSAND)) {
                bars.add(new Bar("%s, n = %,d".formatted(benchmark, n), results.microsForEach(benchmark, n)));
            }
        }
        return new Section(
                "Number selection",
                List.of(
                        "`NumberSelection.decide` over an account of n numbers: the last of them by its id, by its digits, and as one"
                                + " of n entries (what was read, sent back). Behind ± is JMH's error (99.9 %)."),
                figures,
                Map.of("number-selection", new BarChart("number selection, for each number", "µs", bars)));
    }
}
