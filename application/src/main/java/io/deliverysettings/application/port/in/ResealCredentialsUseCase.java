package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Seals stored credentials with the present key where they are sealed with an earlier one, and finds those that no key opens.
 */
public interface ResealCredentialsUseCase {

    /**
     * Goes through one page of what is stored.
     *
     * @param command where to go on
     * @return what was done; fails with a {@link PortFault} when the store could not be asked
     */
    CompletionStage<Result> reseal(Command command);

    /**
     * Where to go on.
     *
     * @param after what the page before said; empty to begin
     * @param most how many to look at; from 1 to 1000
     */
    record Command(Optional<Long> after, int most) {
        /** Refuses {@code null} and a number out of bounds. */
        public Command {
            Objects.requireNonNull(after, "after");
            if (most < 1 || most > 1000) {
                throw new IllegalArgumentException("most must be from 1 to 1000");
            }
        }
    }

    /**
     * What was done.
     *
     * @param resealed how many were sealed again
     * @param unreadable the environments whose present credentials do not open, so that they have to be configured again
     * @param next where to go on; empty when there is nothing more
     */
    record Result(int resealed, Set<EnvironmentId> unreadable, Optional<Long> next) {
        /** Copies the set and refuses {@code null}. */
        public Result {
            unreadable = Set.copyOf(unreadable);
            Objects.requireNonNull(next, "next");
        }
    }
}
