package io.deliverysettings.application.port.in;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A dry run of {@link ConfigureWhatsAppUseCase}: everything that can be checked without changing anything at PingOne. The
 * credentials are not among that, since PingOne checks them only when it writes; and neither are the numbers of an account
 * other than the one that is set.
 */
public interface VerifyWhatsAppUseCase {

    /**
     * Checks a request.
     *
     * @param query what would be set, where, and on whose behalf
     * @return one of the results; fails with a {@link PortFault} when PingOne could not be asked for what is set now
     */
    CompletionStage<Result> verify(Query query);

    /**
     * What would be set.
     *
     * @param caller on whose behalf
     * @param environment whose settings
     * @param desired what they would be
     */
    record Query(Caller caller, EnvironmentId environment, DesiredSettings desired) {
        /** Refuses {@code null}. */
        public Query {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(environment, "environment");
            Objects.requireNonNull(desired, "desired");
        }
    }

    /** What came of it. */
    sealed interface Result {

        /**
         * The request's own rules hold, and the number that it asks for can be selected in the account as it is now.
         *
         * @param selection what would be selected
         * @param verdicts what speaks for and against each number of the account
         */
        record Acceptable(SelectionOutcome selection, List<NumberVerdict> verdicts) implements Result {
            /** Refuses {@code null} and copies the list. */
            public Acceptable {
                Objects.requireNonNull(selection, "selection");
                verdicts = List.copyOf(verdicts);
            }
        }

        /**
         * The request's own rules hold. Its account is not the one that is set now, so that its numbers are not known
         * before it is.
         */
        record NumbersUnknown() implements Result {}

        /**
         * The request has faults of its own; PingOne was not asked.
         *
         * @param violations what is wrong; never empty
         */
        record RequestRefused(List<Violation> violations) implements Result {
            /** Copies the list. */
            public RequestRefused {
                violations = List.copyOf(violations);
            }
        }

        /**
         * The number that it asks for cannot be selected in the account as it is now.
         *
         * @param refusal why, and what can be selected instead
         */
        record NumberRefused(SelectionOutcome.Refused refusal) implements Result {
            /** Refuses {@code null}. */
            public NumberRefused {
                Objects.requireNonNull(refusal, "refusal");
            }
        }

        /**
         * PingOne refused to say what is set now, so that it would refuse the write too.
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
         * @param onAcceptable what to do when the request can be done, as far as can be told
         * @param onNumbersUnknown what to do when only its own rules could be checked
         * @param onRequestRefused what to do with faults of the request
         * @param onNumberRefused what to do with a number that cannot be selected
         * @param onPlatformRefused what to do with PingOne's refusal
         * @param <R> the type of the result
         * @return what the chosen function returned
         */
        default <R> R fold(
                Function<? super Acceptable, ? extends R> onAcceptable,
                Function<? super NumbersUnknown, ? extends R> onNumbersUnknown,
                Function<? super RequestRefused, ? extends R> onRequestRefused,
                Function<? super NumberRefused, ? extends R> onNumberRefused,
                Function<? super PlatformRefused, ? extends R> onPlatformRefused) {
            if (this instanceof Acceptable acceptable) {
                return onAcceptable.apply(acceptable);
            }
            if (this instanceof NumbersUnknown numbersUnknown) {
                return onNumbersUnknown.apply(numbersUnknown);
            }
            if (this instanceof RequestRefused requestRefused) {
                return onRequestRefused.apply(requestRefused);
            }
            if (this instanceof NumberRefused numberRefused) {
                return onNumberRefused.apply(numberRefused);
            }
            return onPlatformRefused.apply((PlatformRefused) this);
        }
    }
}
