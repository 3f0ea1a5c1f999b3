package io.deliverysettings.adapter.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Says at most once a minute that something has happened, and how often: a flood of requests is not one of lines in the log. */
final class OccasionalWarning {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final LongConsumer log;
    private final AtomicLong times = new AtomicLong();
    private final AtomicLong next;

    /**
     * Has said nothing yet.
     *
     * @param nanos the time, such as {@link System#nanoTime()}
     * @param log gets how often it has happened since the last time
     */
    OccasionalWarning(LongSupplier nanos, LongConsumer log) {
        this.nanos = nanos;
        this.log = log;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    void happened() {
        times.incrementAndGet();
        long now = nanos.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + MINUTE)) {
            log.accept(times.getAndSet(0));
        }
    }
}
