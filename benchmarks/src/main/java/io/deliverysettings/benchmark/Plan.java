package io.deliverysettings.benchmark;

import java.time.Duration;
import java.util.List;

/**
 * How long to measure.
 *
 * @param rounds how often each is measured, in turns with the others
 * @param mostWarmUpTurns how many turns each may have to get warm in before the first round
 * @param turn the load of one turn
 * @param starts how often each kind of start is measured
 * @param memoryLoad the load before the memory is read
 * @param slowCalls how many slow writes wait at once
 * @param slowFor how long each of them takes at PingOne
 * @param environments how many a large store has
 * @param soak how long the mixed load goes on
 * @param judged over which time at its end things have to stay as they are
 * @param sample after which time they are looked at again
 * @param jmh arguments to JMH
 */
record Plan(
        int rounds,
        int mostWarmUpTurns,
        Duration turn,
        int starts,
        Duration memoryLoad,
        int slowCalls,
        Duration slowFor,
        int environments,
        Duration soak,
        Duration judged,
        Duration sample,
        List<String> jmh) {

    Plan {
        jmh = List.copyOf(jmh);
    }

    /** How thorough. */
    enum Mode {
        QUICK,
        FULL
    }

    static Plan of(Mode mode) {
        return mode == Mode.QUICK
                ? new Plan(
                        3,
                        12,
                        Duration.ofSeconds(3),
                        5,
                        Duration.ofSeconds(15),
                        2_000,
                        Duration.ofSeconds(45),
                        100_000,
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        List.of("-f", "1", "-wi", "2", "-w", "500ms", "-i", "8", "-r", "250ms"))
                : new Plan(
                        5,
                        8,
                        Duration.ofSeconds(8),
                        15,
                        Duration.ofSeconds(60),
                        10_000,
                        Duration.ofSeconds(120),
                        1_000_000,
                        Duration.ofMinutes(20),
                        Duration.ofMinutes(15),
                        Duration.ofMinutes(1),
                        List.of("-f", "2", "-wi", "3", "-w", "1s", "-i", "5", "-r", "1s"));
    }
}
