package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Tells how a change is that was accepted to be made later. */
public interface ReadOperationUseCase {

    /** How long a query may wait at most: 60 s. */
    Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /**
     * Reads an operation, once it has ended or the wait is over. It is told to whoever shows the token that it was accepted
     * with, and else to whomever PingOne lets see the environment's settings.
     *
     * @param query which operation, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when the store met one, or PingOne while it was asked whether
     *     the caller may see this
     */
    CompletionStage<Result> read(Query query);

    /**
     * Which operation.
     *
     * @param caller on whose behalf
     * @param environment of which environment
     * @param id its id
     * @param patience how long to wait for its end; from zero to {@link #LONGEST_WAIT}
     */
    record Query(Caller caller, EnvironmentId environment, OperationId id, Duration patience) {
        /** Refuses {@code null} and a patience out of its bounds. */
        public Query {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(id, "id");
            if (patience.isNegative() || patience.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("patience must be from 0 to " + LONGEST_WAIT.toSeconds() + " s");
            }
        }
    }

    /** What is known. */
    sealed interface Result {

        /**
         * The operation.
         *
         * @param id its id
         * @param environment of which environment
         * @param action the kind of change
         * @param correlationId of the request that it was accepted with
         * @param progress how far it is
         * @param acceptedAt when it was accepted
         * @param begunAt when a gateway first worked on it; empty while none has
         * @param endedAt when it ended; empty while it is open
         * @param result what came of it; present when it has ended
         */
        record Found(
                OperationId id,
                EnvironmentId environment,
                Action action,
                CorrelationId correlationId,
                Progress progress,
                Instant acceptedAt,
                Optional<Instant> begunAt,
                Optional<Instant> endedAt,
                Optional<OperationResult> result)
                implements Result {
            /** Refuses {@code null}. */
            public Found {
                Objects.requireNonNull(id, "id");
                Objects.requireNonNull(environment, "environment");
                Objects.requireNonNull(action, "action");
                Objects.requireNonNull(correlationId, "correlationId");
                Objects.requireNonNull(progress, "progress");
                Objects.requireNonNull(acceptedAt, "acceptedAt");
                Objects.requireNonNull(begunAt, "begunAt");
                Objects.requireNonNull(endedAt, "endedAt");
                Objects.requireNonNull(result, "result");
            }
        }

        /** There is no such operation of this environment, or no more. */
        record Unknown() implements Result {}

        /**
         * PingOne does not let the caller see the environment's settings.
         *
         * @param refusal why
         */
        record PlatformRefused(PlatformRefusal refusal) implements Result {
            /** Refuses {@code null}. */
            public PlatformRefused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * Goes on with whichever it is; every case has to be given.
         *
         * @param onFound what to do with the operation
         * @param onUnknown what to do when there is none
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Found, ? extends R> onFound,
                Function<? super Unknown, ? extends R> onUnknown,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused) {
            if (this instanceof Found found) {
                return onFound.apply(found);
            }
            if (this instanceof Unknown unknown) {
                return onUnknown.apply(unknown);
            }
            return onPlatformRefused.apply((PlatformRefused) this);
        }
    }
}
