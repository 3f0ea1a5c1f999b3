package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.platform.PlatformRefusal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Lists the numbers of an environment's account, each with the verdict on it. */
public interface ListNumbersUseCase {

    /**
     * Lists the numbers of an environment.
     *
     * @param query whose numbers, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when PingOne could not be asked
     */
    CompletionStage<Result> list(Query query);

    /**
     * What to list.
     *
     * @param caller on whose behalf
     * @param environment whose numbers
     */
    record Query(Caller caller, EnvironmentId environment) {
        /** Refuses {@code null}. */
        public Query {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
        }
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * The numbers.
         *
         * @param verdicts one for each number, in PingOne's order
         */
        record Listed(List<NumberVerdict> verdicts) implements Result {
            /** Copies the list. */
            public Listed {
                verdicts = List.copyOf(verdicts);
            }
        }

        /**
         * PingOne refused.
         *
         * @param refusal why; there being no settings is one reason
         */
        record PlatformRefused(PlatformRefusal refusal) implements Result {
            /** Refuses {@code null}. */
            public PlatformRefused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * Goes on with whichever it is; both cases have to be given.
         *
         * @param onListed what to do with the numbers
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Listed, ? extends R> onListed,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused) {
            if (this instanceof Listed listed) {
                return onListed.apply(listed);
            }
            return onPlatformRefused.apply((PlatformRefused) this);
        }
    }
}
