package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.vertx.core.Future;
import java.util.Optional;

/** A fault that another try would not change, and that says nothing against the host. */
final class FinalFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final PortFault fault;
    private final boolean isAnswer;

    private FinalFault(PortFault fault, boolean isAnswer) {
        super(fault.getMessage(), fault, false, false);
        this.fault = fault;
        this.isAnswer = isAnswer;
    }

    /** The fault that something failed with, laid bare; empty when it is a bug. */
    static Optional<PortFault> faultIn(Throwable failure) {
        return failure instanceof FinalFault found ? Optional.of(found.fault) : PortFault.in(failure);
    }

    /** The host has answered, with what it will answer again. */
    static FinalFault ofAnAnswer(PortFault fault) {
        return new FinalFault(fault, true);
    }

    /** The host was not asked. */
    static FinalFault beforeTheCall(PortFault fault) {
        return new FinalFault(fault, false);
    }

    boolean isAnswer() {
        return isAnswer;
    }

    /** Fails with the fault, which is all that callers know. */
    static <T> Future<T> laidBare(Throwable failure) {
        return Future.failedFuture(failure instanceof FinalFault found ? found.fault : failure);
    }
}
