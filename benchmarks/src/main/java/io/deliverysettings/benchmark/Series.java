package io.deliverysettings.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The values of one quantity, one of each round, in the order of the rounds. */
record Series(List<Double> values) {

    Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
    }

    static Series of(double... values) {
        return new Series(Arrays.stream(values).boxed().toList());
    }

    /** The middle value, or between the two in the middle. */
    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    double lowest() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double highest() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** Half of the way from the lowest to the highest: with so few rounds there is nothing more to be said of noise. */
    double noise() {
        return (highest() - lowest()) / 2;
    }

    /**
     * Round by round, since what disturbs a round disturbs both.
     *
     * @param other as many values
     */
    Series dividedBy(Series other) {
        if (other.values.size() != values.size()) {
            throw new IllegalArgumentException(values.size() + " rounds against " + other.values.size());
        }
        return new Series(IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / other.values.get(i))
                .toList());
    }
}
