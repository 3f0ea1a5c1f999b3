package io.deliverysettings.adapter.pingone;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/**
 * One of PingOne's limits on calls a minute: how many may go now, when the next may, and fewer of them for a while after
 * PingOne has said that there were too many.
 *
 * <p>A tenth of the limit may go at once and almost nine tenths come back within a minute, so that no minute, wherever it
 * begins, sees more than the limit. Not safe for use by several threads.
 */
final class Allowance {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** Calls that were under way together are all told the same thing. It counts once. */
    private static final long ONE_WAVE = Duration.ofSeconds(1).toNanos();

    /** One call in so many is left out: calls that leave one after the other can arrive at PingOne together. */
    private static final int HEADROOM = 50;

    private static final int WHOLE = 100;
    private static final int LEAST = 10;
    private static final int STEP = 10;

    private final int limit;
    private final Timers timers;
    private final Bucket bucket;
    private int percent = WHOLE;
    private long narrowedAt;
    private long quietSince;
    private long capacity;
    private long period;

    Allowance(int limit, Timers timers) {
        this.limit = limit;
        this.timers = timers;
        this.bucket = Bucket.builder()
                .addLimit(bandwidth())
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .withCustomTimePrecision(new Meter(timers, timers.nanos()))
                .build();
    }

    /** Takes one call's worth, which has to be there. */
    void take() {
        widen();
        if (!bucket.tryConsume(1)) {
            throw new IllegalStateException("nothing is left");
        }
    }

    /**
     * When so many calls may have gone, if none goes before a certain time.
     *
     * @param calls at least 1
     * @param from in nanoseconds from now
     * @return in nanoseconds from now
     */
    long nanosUntil(long calls, long from) {
        widen();
        long available = bucket.getAvailableTokens();
        if (calls <= available) {
            return from;
        }
        long next = nanosUntilNext(available);
        boolean isFullBefore = from > next + (capacity - available - 1) * period;
        return isFullBefore
                ? from + Math.max(0, calls - capacity) * period
                : Math.max(from, next + (calls - available - 1) * period);
    }

    /**
     * How many calls can have gone by a certain time, if none goes before another.
     *
     * @param until in nanoseconds from now
     * @param from in nanoseconds from now
     */
    long callsUntil(long until, long from) {
        widen();
        if (until < from) {
            return 0;
        }
        long available = bucket.getAvailableTokens();
        long next = nanosUntilNext(available);
        if (from > next + (capacity - available - 1) * period) {
            return capacity + (until - from) / period;
        }
        return until < next ? available : available + 1 + (until - next) / period;
    }

    /** PingOne has said that there are too many calls: leaves so many percent of what is allowed now, never below a tenth. */
    void narrow(int percentOfNow) {
        widen();
        long now = timers.nanos();
        quietSince = now;
        if (percent == WHOLE || now - narrowedAt >= ONE_WAVE) {
            narrowedAt = now;
            percent = Math.max(LEAST, percent * percentOfNow / WHOLE);
            reconfigure();
        }
    }

    /** How many calls may go at once now. */
    long available() {
        widen();
        return bucket.getAvailableTokens();
    }

    /** How much of the limit is used now; less than 100 for a while after PingOne has said that there were too many. */
    int percent() {
        widen();
        return percent;
    }

    /** Whether everything that may ever go may go now, so that a new one would be the same. */
    boolean isUntouched() {
        widen();
        return percent == WHOLE && bucket.getAvailableTokens() >= capacity;
    }

    private void widen() {
        if (percent == WHOLE) {
            return;
        }
        long minutes = (timers.nanos() - quietSince) / MINUTE;
        if (minutes > 0) {
            quietSince += minutes * MINUTE;
            percent = (int) Math.min(WHOLE, percent + minutes * STEP);
            reconfigure();
        }
    }

    private void reconfigure() {
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth()).build(), TokensInheritanceStrategy.AS_IS);
    }

    private Bandwidth bandwidth() {
        long allowed = Math.max(2, (long) limit * percent / WHOLE);
        capacity = Math.max(1, allowed / 10);
        long refill = Math.max(1, allowed - capacity - allowed / HEADROOM);
        // Rounded up: better a nanosecond late than a call too many.
        period = (MINUTE + refill - 1) / refill;
        return Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(refill, Duration.ofMinutes(1))
                .build();
    }

    private long nanosUntilNext(long available) {
        if (available >= capacity) {
            return period;
        }
        return bucket.estimateAbilityToConsume(available + 1).getNanosToWaitForRefill() + 1;
    }

    /** From its own beginning, since a bucket stands still when nanoseconds wrap around. */
    private record Meter(Timers timers, long start) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return timers.nanos() - start;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
