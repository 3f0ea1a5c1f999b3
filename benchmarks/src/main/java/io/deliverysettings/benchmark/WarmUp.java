package io.deliverysettings.benchmark;

import java.io.IOException;

/**
 * What it took until requests got no cheaper any more: the JVM takes its time, and each server another.
 *
 * @param turns how many
 * @param best the least processor time of a request
 */
record WarmUp(int turns, double best) {

    private static final double PROGRESS = 0.93;
    private static final int TURNS_WITHOUT_PROGRESS = 2;

    /** A turn of load. */
    interface Turn {

        /** The processor time of a request; infinite when none was answered. */
        double cost() throws IOException, InterruptedException;
    }

    static WarmUp until(int mostTurns, Turn turn) throws IOException, InterruptedException {
        double best = Double.POSITIVE_INFINITY;
        int turns = 0;
        for (int without = 0; without < TURNS_WITHOUT_PROGRESS && turns < mostTurns; turns++) {
            double cost = turn.cost();
            without = cost < best * PROGRESS ? 0 : without + 1;
            best = Math.min(best, cost);
        }
        return new WarmUp(turns, best);
    }
}
