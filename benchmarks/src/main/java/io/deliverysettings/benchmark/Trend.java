package io.deliverysettings.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How one quantity changed while it was looked at. The slope is that of Theil and Sen, the median of the slopes between each two
 * samples, which a single odd sample does not move.
 *
 * @param seconds when each sample was taken, ascending
 * @param values as many
 */
record Trend(List<Double> seconds, List<Double> values) {

    private static final int LEAST = 3;

    Trend {
        seconds = List.copyOf(seconds);
        values = List.copyOf(values);
        if (seconds.size() != values.size() || values.size() < LEAST) {
            throw new IllegalArgumentException(seconds.size() + " times and " + values.size() + " values");
        }
    }

    /** What the slope comes to from the first sample to the last, in percent of the mean; negative for what gets less. */
    double changePercent() {
        return percent(slope() * span());
    }

    /** How far that may be off to either side: the standard error of a slope with residuals as these, in the same unit. */
    double noisePercent() {
        double slope = slope();
        double middle = mean(seconds);
        double level = mean(values) - slope * middle;
        double residuals = sum(i -> square(values.get(i) - level - slope * seconds.get(i)));
        double spread = sum(i -> square(seconds.get(i) - middle));
        return percent(Math.sqrt(residuals / (values.size() - 2) / spread) * span());
    }

    private double slope() {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                slopes.add((values.get(j) - values.get(i)) / (seconds.get(j) - seconds.get(i)));
            }
        }
        return new Series(slopes).median();
    }

    private double span() {
        return seconds.get(seconds.size() - 1) - seconds.get(0);
    }

    private double percent(double value) {
        return 100 * value / mean(values);
    }

    private double sum(IntToDoubleFunction term) {
        return IntStream.range(0, values.size()).mapToDouble(term).sum();
    }

    private static double mean(List<Double> of) {
        return of.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double square(double value) {
        return value * value;
    }
}
