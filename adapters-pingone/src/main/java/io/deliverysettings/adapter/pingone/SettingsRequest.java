package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What PingOne is asked, however often it is sent.
 *
 * @param call on whose behalf, where and by when
 * @param method what to do with the settings
 * @param desired what they are to be, in a write
 * @param query with its question mark, or empty
 * @param onSent run whenever it has left
 */
record SettingsRequest(Call call, HttpMethod method, Optional<DesiredSettings> desired, String query, Runnable onSent) {

    /** Whether it can change something. */
    boolean isWrite() {
        return !method.equals(HttpMethod.GET);
    }

    /** Takes out of answers what is secret in this request, when it is sent with a certain token. */
    SecretScrubber scrubber(Secret token) {
        List<Secret> secrets = new ArrayList<>(List.of(call.caller().accessToken(), token));
        List<String> known = new ArrayList<>();
        desired.ifPresent(settings -> {
            secrets.addAll(List.of(settings.appSecret(), settings.userAccessToken()));
            known.addAll(List.of(settings.accountId().value(), settings.appId().value()));
        });
        return new SecretScrubber(secrets, known);
    }
}
