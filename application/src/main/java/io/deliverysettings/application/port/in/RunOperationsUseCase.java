package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * Works on the changes that were accepted to be made later: takes them up as there is room, keeps the claims on those that are
 * being worked on, tells those who wait about what ended elsewhere, and forgets what ended long ago.
 */
public interface RunOperationsUseCase {

    /**
     * Does one round of that, and does not wait for the changes that it begins.
     *
     * @param command how long to remember
     * @return how much was done; fails with a {@link PortFault} when the store met one
     */
    CompletionStage<Result> run(Command command);

    /**
     * One round.
     *
     * @param retention for how long the end of a change is remembered; not negative
     * @param isLast whether this process is about to stop: it takes up no change from now on, gives back those that it cannot
     *     bring to an end, for another process to take up, and lets nobody wait any longer
     */
    record Command(Duration retention, boolean isLast) {
        /** Refuses what is out of bounds. */
        public Command {
            Objects.requireNonNull(retention, "retention");
            if (retention.isNegative()) {
                throw new IllegalArgumentException("retention must not be negative");
            }
        }
    }

    /**
     * How much was done.
     *
     * @param begun how many changes were begun
     * @param running how many this process works on now
     * @param forgotten how many were forgotten
     * @param bugs what has gone wrong since the round before that is no fault of the surroundings, for the log
     */
    record Result(int begun, int running, int forgotten, List<Throwable> bugs) {
        /** Copies the list. */
        public Result {
            bugs = List.copyOf(bugs);
        }
    }
}
