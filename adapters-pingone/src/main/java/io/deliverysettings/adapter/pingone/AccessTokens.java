package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;

/** Where the token comes from that PingOne is called with. */
interface AccessTokens {

    /**
     * The token for a call.
     *
     * @return the token, by the deadline of the call; fails with a {@link PortFault} without an effect when there is none
     */
    Future<Secret> of(Call call);

    /**
     * PingOne has answered 401 to this token. Forgets it, where that helps.
     *
     * @return whether {@link #of} gives another one now, with which the call is worth one more try
     */
    boolean forget(Call call, Secret refused);

    /** Gives up what was opened to get tokens. Closing twice does nothing more. */
    default void close() {}

    /** How it is with getting tokens; up where they are not ours to get. */
    default ComponentHealth health() {
        return ComponentHealth.up();
    }

    /** What it means for the caller when PingOne accepts no token. */
    PortFault.Kind refusal();
}
