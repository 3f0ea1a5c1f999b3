package io.deliverysettings.adapter.pingone;

import java.time.Duration;

/**
 * How many second tries a host may be asked for, so that they do not multiply an outage: one for every five calls, and besides
 * a few, one a second, so that a call can be tried again where there are hardly any. Safe for use by several threads.
 */
final class RetryBudget {

    private static final double EARNED_BY_A_CALL = 0.2;
    private static final double RESERVE = 10;
    private static final double MOST = 100;
    private static final double SECOND = Duration.ofSeconds(1).toNanos();

    private final Timers timers;
    private double balance = RESERVE;
    private long filledAt;

    RetryBudget(Timers timers) {
        this.timers = timers;
        this.filledAt = timers.nanos();
    }

    /** A call is made for the first time. */
    synchronized void earn() {
        fill();
        balance = Math.min(MOST, balance + EARNED_BY_A_CALL);
    }

    /**
     * Pays for another try.
     *
     * @return whether there was enough
     */
    synchronized boolean spend() {
        fill();
        // A hair less than one: ten times a tenth is not one.
        if (balance < 1 - 1e-6) {
            return false;
        }
        balance -= 1;
        return true;
    }

    /** How many more tries could be paid for now. */
    synchronized double left() {
        fill();
        return balance;
    }

    private void fill() {
        long now = timers.nanos();
        if (balance < RESERVE) {
            balance = Math.min(RESERVE, balance + (now - filledAt) / SECOND);
        }
        filledAt = now;
    }
}
