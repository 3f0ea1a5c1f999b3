package io.deliverysettings.adapter.pingone;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before another try: any time up to a bound that doubles with each try ("full jitter"), so that calls that
 * failed together do not come back together.
 *
 * @param base the bound after the first try
 * @param most the highest bound
 * @param jitter which part of the bound to wait, from 0 to 1
 */
record Backoff(Duration base, Duration most, DoubleSupplier jitter) {

    /** The usual one: 200 ms, up to 10 s. */
    static Backoff usual() {
        return new Backoff(
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * The time to wait.
     *
     * @param tries how many there were, at least 1
     */
    Duration after(int tries) {
        // Doubled 20 times, any base is beyond any bound, and nothing has overflowed.
        Duration doubled = base.multipliedBy(1L << Math.min(20, tries - 1));
        Duration bound = doubled.compareTo(most) > 0 ? most : doubled;
        return Duration.ofNanos((long) (bound.toNanos() * jitter.getAsDouble()));
    }
}
