package io.deliverysettings.adapter.pingone;

import java.time.Duration;
import java.time.Instant;

/** Nanoseconds between moments that may lie centuries apart. */
final class Saturated {

    /** A century or so: twice that still fits into a {@code long}. */
    private static final long FAR = Long.MAX_VALUE / 4;

    private Saturated() {}

    /** Cut off at what still leaves room to calculate with. */
    static long nanosBetween(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        if (between.compareTo(Duration.ofNanos(FAR)) > 0) {
            return FAR;
        }
        return between.compareTo(Duration.ofNanos(-FAR)) < 0 ? -FAR : between.toNanos();
    }
}
