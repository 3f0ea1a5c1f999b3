package io.deliverysettings.benchmark;

/**
 * Counts of latencies in microseconds, each within a 64th of its size: the memory is the same for any number of them. Not to be
 * used by several threads at once.
 */
final class Latencies {

    // Below 2^7 each value has a slot of its own, above each power of two has 64.
    private static final int EXACT_BITS = 7;
    private static final int STEPS = 64;

    private final long[] counts = new long[(1 << EXACT_BITS) + (Long.SIZE - EXACT_BITS) * STEPS];
    private long count;

    void add(long micros) {
        counts[slot(Math.max(micros, 0))]++;
        count++;
    }

    long count() {
        return count;
    }

    /** The highest value of the slot that so many percent of the values are in or below; zero when there is none. */
    long percentile(double percent) {
        long rank = (long) Math.ceil(count * percent / 100);
        long seen = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            seen += counts[slot];
            if (seen >= rank && seen > 0) {
                return highest(slot);
            }
        }
        return 0;
    }

    private static int slot(long micros) {
        if (micros < 1 << EXACT_BITS) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int step = (int) (micros >>> (power - 6)) - STEPS;
        return (1 << EXACT_BITS) + (power - EXACT_BITS) * STEPS + step;
    }

    private static long highest(int slot) {
        if (slot < 1 << EXACT_BITS) {
            return slot;
        }
        int power = (slot - (1 << EXACT_BITS)) / STEPS + EXACT_BITS;
        long step = (slot - (1L << EXACT_BITS)) % STEPS + STEPS;
        return ((step + 1) << (power - 6)) - 1;
    }
}
