package io.deliverysettings.adapter.pingone;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Writes a line at most once a minute: what goes wrong for one call goes wrong for thousands. */
final class OccasionalLog {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Clock clock;
    private Instant next = Instant.MIN;
    private long missed;

    OccasionalLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * Writes the line, or counts it.
     *
     * @param line is given how many lines were left out before it, in words to put at its end; empty when none were
     */
    void log(Consumer<String> line) {
        String leftOut;
        synchronized (this) {
            Instant now = clock.instant();
            if (now.isBefore(next)) {
                missed++;
                return;
            }
            leftOut = missed == 0 ? "" : " (and " + missed + " times more since the last line)";
            missed = 0;
            next = now.plus(PAUSE);
        }
        line.accept(leftOut);
    }
}
