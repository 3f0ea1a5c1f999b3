package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Makes a call to one host as often as that is worth it and allowed. */
interface Attempts {

    /**
     * Makes a call.
     *
     * @param deadline when it has to be over
     * @param attempt tries it once, until the time that it is given; fails with a {@link PortFault}. It is tried again only
     *     after a fault without an effect; not after a {@link FinalFault} either
     * @return what an attempt has given, or the fault of the last one
     */
    <T> Future<T> make(Instant deadline, Function<Instant, Future<T>> attempt);

    /**
     * The same for a call whose result may be worth another try, too. That has the same price as one after a fault.
     *
     * @param again for how long from now a result is worth another try; not positive when it is good
     * @return what the last attempt has given, or its fault
     */
    default <T> Future<T> make(
            Instant deadline, Function<Instant, Future<T>> attempt, Function<? super T, Duration> again) {
        return make(deadline, attempt);
    }

    /** Whether the host is called at all. */
    default CircuitState circuit() {
        return CircuitState.CLOSED;
    }
}
