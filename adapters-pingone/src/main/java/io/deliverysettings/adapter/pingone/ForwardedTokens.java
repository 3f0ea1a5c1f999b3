package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;

/** The caller's own token: PingOne decides what the caller may do. */
final class ForwardedTokens implements AccessTokens {

    @Override
    public Future<Secret> of(Call call) {
        return Future.succeededFuture(call.caller().accessToken());
    }

    @Override
    public boolean forget(Call call, Secret refused) {
        return false;
    }

    @Override
    public PortFault.Kind refusal() {
        return PortFault.Kind.CREDENTIALS_REFUSED;
    }
}
