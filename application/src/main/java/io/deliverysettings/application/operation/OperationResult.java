package io.deliverysettings.application.operation;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.outcome.ChangeOutcome;
import java.util.Objects;
import java.util.function.Function;

/** What came of an accepted change: what a caller who had waited for it would have been told. */
public sealed interface OperationResult {

    /**
     * It came to an outcome.
     *
     * @param outcome which
     */
    record Completed(ChangeOutcome outcome) implements OperationResult {
        /** Refuses {@code null}. */
        public Completed {
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /**
     * It met a fault; the fault says whether anything of it was done.
     *
     * @param fault which
     */
    record Faulted(PortFault fault) implements OperationResult {
        /** Refuses {@code null}. */
        public Faulted {
            Objects.requireNonNull(fault, "fault");
        }
    }

    /** The gateway has a bug; its log tells which. Something may have been done. */
    record Broken() implements OperationResult {}

    /**
     * Goes on with whichever it is; every case has to be given.
     *
     * @param onCompleted what to do with an outcome
     * @param onFaulted what to do with a fault
     * @param onBroken what to do with a bug
     * @param <R> the type of the result
     * @return what the chosen function returned
     */
    default <R> R fold(
            Function<? super Completed, ? extends R> onCompleted,
            Function<? super Faulted, ? extends R> onFaulted,
            Function<? super Broken, ? extends R> onBroken) {
        if (this instanceof Completed completed) {
            return onCompleted.apply(completed);
        }
        if (this instanceof Faulted faulted) {
            return onFaulted.apply(faulted);
        }
        return onBroken.apply((Broken) this);
    }
}
