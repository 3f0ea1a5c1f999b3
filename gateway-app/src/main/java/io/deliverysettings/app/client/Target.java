package io.deliverysettings.app.client;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.OperationId;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the settings are. Addresses are made here and never taken from an answer, so that the token goes to nobody else than was
 * said.
 *
 * @param apiUrl the gateway's, up to and with {@code /v1}, without a slash at its end
 * @param environment whose settings
 */
record Target(URI apiUrl, EnvironmentId environment) {

    private static final String VERSION = "/v1";

    /** With or without {@code /v1} at the end of the address. */
    static Target of(URI gateway, EnvironmentId environment) {
        String address = gateway.toString().replaceFirst("/+$", "");
        return new Target(URI.create(address.endsWith(VERSION) ? address : address + VERSION), environment);
    }

    URI settings() {
        return URI.create(apiUrl + "/environments/" + environment
                + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp");
    }

    URI dryRun() {
        return URI.create(settings() + "?dryRun=true");
    }

    URI numbers() {
        return URI.create(settings() + "/numbers");
    }

    URI selectedNumber(boolean refresh) {
        return URI.create(settings() + "/selectedNumber" + (refresh ? "?refresh=true" : ""));
    }

    /**
     * A page of the history.
     *
     * @param cursor where it begins, as an earlier page says; empty for the newest
     */
    URI history(int limit, String cursor) {
        String begin = cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return URI.create(settings() + "/history?limit=" + limit + begin);
    }

    URI restore(long revision) {
        return URI.create(settings() + "/history/" + revision + "/restore");
    }

    URI operation(OperationId operation) {
        return URI.create(settings() + "/operations/" + operation);
    }
}
