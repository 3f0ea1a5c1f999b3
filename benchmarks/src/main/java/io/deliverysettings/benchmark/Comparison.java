package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.BarChart.Bar;
import io.deliverysettings.benchmark.Contest.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The figures and charts of a contest. */
final class Comparison {

    // A request that failed is cheap; with more of them than this it is not the same work that is compared.
    private static final double ERROR_PERCENT = 0.1;

    private final String what;
    private final Map<String, Standing> standings;
    private final List<Figure> figures = new ArrayList<>();

    /**
     * @param what was sent, such as {@code PUT}
     * @param standings of each contender by its name
     */
    Comparison(String what, Map<String, Standing> standings) {
        this.what = what;
        this.standings = standings;
    }

    Comparison processorTime(String of, String to, Target target) {
        return ratio("processor time", Standing::processorMicros, of, to, Optional.of(target));
    }

    Comparison throughput(String of, String to, Target target) {
        return ratio("throughput", Standing::perSecond, of, to, Optional.of(target));
    }

    Comparison p99(String of, String to, Target target) {
        return ratio("p99", Standing::p99Millis, of, to, Optional.of(target));
    }

    /** Without a target. */
    Comparison throughput(String of, String to) {
        return ratio("throughput", Standing::perSecond, of, to, Optional.empty());
    }

    /** Without a target. */
    Comparison p99(String of, String to) {
        return ratio("p99", Standing::p99Millis, of, to, Optional.empty());
    }

    /** The processor time of all others, which have no target. */
    Comparison others(String to, List<String> but) {
        standings.keySet().stream()
                .filter(name -> !name.equals(to) && !but.contains(name))
                .forEach(name -> ratio("processor time", Standing::processorMicros, name, to, Optional.empty()));
        return this;
    }

    List<Figure> figures() {
        List<Figure> all = new ArrayList<>(figures);
        standings.forEach((name, standing) -> all.add(Figure.of(
                "%s, %s: not answered well".formatted(what, name),
                standing.errorPercent(),
                "%",
                Target.atMost(ERROR_PERCENT))));
        return all;
    }

    Map<String, BarChart> charts() {
        String file = what.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
        return Map.of(
                file + "-processor-time",
                chart("processor time of a request", "µs", Standing::processorMicros),
                file + "-throughput",
                chart("throughput", "requests a second", Standing::perSecond),
                file + "-p99",
                chart("99th percentile of the latency", "ms", Standing::p99Millis));
    }

    private BarChart chart(String title, String unit, Function<Standing, Series> series) {
        return new BarChart(
                what + ", " + title,
                unit,
                standings.entrySet().stream()
                        .map(entry -> new Bar(entry.getKey(), series.apply(entry.getValue())))
                        .toList());
    }

    private Comparison ratio(
            String quantity, Function<Standing, Series> series, String of, String to, Optional<Target> target) {
        Series ratios = series.apply(standing(of)).dividedBy(series.apply(standing(to)));
        String name = "%s, %s: %s to %s".formatted(what, quantity, of, to);
        figures.add(target.map(wanted -> Figure.ratio(name, ratios, wanted))
                .orElseGet(() -> Figure.forComparison(name, ratios, "x")));
        return this;
    }

    private Standing standing(String name) {
        Standing standing = standings.get(name);
        if (standing == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return standing;
    }
}
