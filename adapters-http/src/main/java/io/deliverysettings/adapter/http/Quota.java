package io.deliverysettings.adapter.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What one caller, or one address, has left: of its requests a minute, and of those under way at the same time.
 *
 * <p>Minutes are counted from the first request, and all that is allowed in one may come at once: that is what the headers of
 * {@code RateLimit} can say. Not safe for use by several threads.
 */
final class Quota {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Bucket bucket;
    private final int mostAtOnce;
    private int atOnce;

    Quota(int perMinute, int mostAtOnce, LongSupplier nanos) {
        this.mostAtOnce = mostAtOnce;
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(perMinute)
                        .refillIntervally(perMinute, WINDOW)
                        .build())
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .withCustomTimePrecision(new Meter(nanos, nanos.getAsLong()))
                .build();
    }

    /**
     * How far a caller is in its minute.
     *
     * @param isWithin whether the request that asked for this is allowed
     * @param remaining how many more are, in this minute
     * @param untilNext when the next minute begins
     */
    record Standing(boolean isWithin, long remaining, Duration untilNext) {}

    /** One request more in this minute. */
    Standing take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Standing(
                probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForReset()));
    }

    /** One request more under way; whether that is allowed. */
    boolean enter() {
        if (atOnce >= mostAtOnce) {
            return false;
        }
        atOnce++;
        return true;
    }

    /** The end of one that has entered. */
    void leave() {
        atOnce--;
    }

    /** Whether no request is under way. */
    boolean isIdle() {
        return atOnce == 0;
    }

    /** From its own beginning, since a bucket stands still when nanoseconds wrap around. */
    private record Meter(LongSupplier nanos, long start) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong() - start;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
