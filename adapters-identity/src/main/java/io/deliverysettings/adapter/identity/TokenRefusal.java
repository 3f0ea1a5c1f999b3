package io.deliverysettings.adapter.identity;

import io.deliverysettings.application.port.out.AccessTokenPort.Reason;

/** A token is not accepted. Nobody is shown where in the code that was found, so that it costs next to nothing. */
final class TokenRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    TokenRefusal(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
