package io.deliverysettings.domain.secret;

import java.util.Objects;

/**
 * The two secrets of a WhatsApp account, sealed.
 *
 * @param appSecret the app's secret
 * @param userAccessToken the token of a system user at Meta
 */
public record SealedCredentials(SealedSecret appSecret, SealedSecret userAccessToken) {
    /** Refuses {@code null}. */
    public SealedCredentials {
        Objects.requireNonNull(appSecret, "appSecret");
        Objects.requireNonNull(userAccessToken, "userAccessToken");
    }
}
