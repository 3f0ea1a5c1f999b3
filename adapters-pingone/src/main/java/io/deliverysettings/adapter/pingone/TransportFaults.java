package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What it means when there was no whole answer at all. */
final class TransportFaults {

    private TransportFaults() {}

    /** The fault, or the failure itself when it is neither a fault of the surroundings nor one already. */
    static Throwable translate(Throwable failure, boolean isWrite) {
        Effect effect = isWrite ? Effect.UNKNOWN : Effect.NONE;
        if (failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLException
                || failure instanceof ConnectionPoolTooBusyException) {
            // None of these happens after a request was sent.
            return fault(Kind.UNAVAILABLE, Effect.NONE, failure);
        }
        if (failure instanceof TimeoutException) {
            return fault(Kind.TIMEOUT, effect, failure);
        }
        boolean isCutOrGarbled = failure instanceof BoundedBody.TooLarge
                || failure instanceof IOException
                || failure instanceof VertxException
                || failure.getClass().getName().startsWith("io.netty.handler.codec.");
        return isCutOrGarbled ? fault(Kind.UNREADABLE, effect, failure) : failure;
    }

    private static PortFault fault(Kind kind, Effect effect, Throwable cause) {
        return new PortFault(kind, effect, Optional.empty(), Optional.empty(), Optional.of(cause));
    }
}
