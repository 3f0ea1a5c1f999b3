package io.deliverysettings.benchmark;

import java.util.Optional;

/**
 * One thing that was measured.
 *
 * @param name what it is, for people
 * @param value the median
 * @param noise how far the value may be off to either side; zero when there is only one value
 * @param unit what it is counted in, such as {@code x} for a ratio
 * @param target what it is to be, when there is a target
 */
record Figure(String name, double value, double noise, String unit, Optional<Target> target) {

    static Figure ratio(String name, Series ratios, Target target) {
        return of(name, ratios, "x", target);
    }

    static Figure of(String name, Series series, String unit, Target target) {
        return new Figure(name, series.median(), series.noise(), unit, Optional.of(target));
    }

    /** One without a target. */
    static Figure forComparison(String name, Series series, String unit) {
        return new Figure(name, series.median(), series.noise(), unit, Optional.empty());
    }

    Verdict verdict() {
        return target.map(wanted -> wanted.judge(value, noise)).orElse(Verdict.FOR_COMPARISON);
    }
}
