package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What it means when there was no whole answer at all. */
final class TransportFaults {

    private TransportFaults() {}

    /**
     * What kept a request from being sent: no connection, whatever the reason, or no free one, or the adapter is closed.
     * Anything else is a bug and stays what it is.
     */
    static Throwable beforeSending(Throwable failure) {
        boolean isOfTheSurroundings = failure instanceof IOException
                || failure instanceof VertxException
                || failure instanceof TimeoutException
                || failure instanceof IllegalStateException;
        return isOfTheSurroundings ? fault(Kind.UNAVAILABLE, Effect.NONE, failure) : failure;
    }

    /** What ended an exchange after its request was, or may have been, sent. */
    static PortFault afterSending(Throwable failure, Effect effect) {
        if (failure instanceof TimeoutException) {
            return fault(Kind.TIMEOUT, effect, failure);
        }
        boolean isWordedByUs = failure instanceof IOException
                || failure instanceof VertxException
                || failure instanceof BoundedBody.TooLarge;
        // Codecs quote what they could not read, and that may be anything, the request with its secrets included.
        return fault(
                Kind.UNREADABLE,
                effect,
                isWordedByUs ? failure : new IOException(failure.getClass().getName()));
    }

    private static PortFault fault(Kind kind, Effect effect, Throwable cause) {
        return new PortFault(kind, effect, Optional.empty(), Optional.empty(), Optional.of(cause));
    }
}
