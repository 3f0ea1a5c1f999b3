package io.deliverysettings.adapter.persistence;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How much is open in the store, for gauges, which cannot wait for an answer: they tell what was found at the look before, and
 * have another one made when that is some seconds old. Nobody looks while nobody asks.
 */
final class OpenWork {

    private static final long OLD_NANOS = 10_000_000_000L;

    /**
     * What is open.
     *
     * @param operations those that have a turn
     * @param changes those that were accepted and have not ended, whether somebody works on them or not
     */
    record Found(double operations, double changes) {

        /** The store was not asked yet, or has not answered. */
        static final Found NOTHING = new Found(Double.NaN, Double.NaN);

        static Found of(SqlRow row) {
            return new Found(row.number("open_operations"), row.number("open_changes"));
        }
    }

    private final Supplier<Future<Found>> look;
    private final LongSupplier nanos;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile Found latest = Found.NOTHING;
    private volatile long lookedAt;

    /**
     * Looks for the first time.
     *
     * @param look asks the store
     * @param nanos time as it passes
     */
    OpenWork(Supplier<Future<Found>> look, LongSupplier nanos) {
        this.look = look;
        this.nanos = nanos;
        this.lookedAt = nanos.getAsLong() - OLD_NANOS;
        lookIfOld();
    }

    double operations() {
        lookIfOld();
        return latest.operations();
    }

    double changes() {
        lookIfOld();
        return latest.changes();
    }

    private void lookIfOld() {
        if (nanos.getAsLong() - lookedAt >= OLD_NANOS && isLooking.compareAndSet(false, true)) {
            lookedAt = nanos.getAsLong();
            look.get().onComplete(found -> {
                latest = found.succeeded() ? found.result() : Found.NOTHING;
                isLooking.set(false);
            });
        }
    }
}
