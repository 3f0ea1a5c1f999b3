package io.deliverysettings.adapter.sealing;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.nio.charset.StandardCharsets;

/**
 * What a sealed secret is bound to, as bytes. They are not stored: whoever opens a secret has to know them. Changed by one
 * byte they make everything unreadable that was ever sealed.
 *
 * @param environment whose secret it is
 * @param purpose what it is for
 */
record SealedPlace(EnvironmentId environment, SecretPurpose purpose) {

    private static final String FORMAT = "delivery-settings-sealed-1";

    /** The associated data of the ciphertext. */
    byte[] associatedData() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** What the digest is of. No part before the secret has a line end in it, so that no two places or secrets read alike. */
    byte[] digested(String revealed) {
        return (text() + "\n" + revealed).getBytes(StandardCharsets.UTF_8);
    }

    private String text() {
        return FORMAT + "\n" + environment + "\n" + nameOfPurpose();
    }

    /** Not the constant's own name, which may be changed like that of any constant. */
    private String nameOfPurpose() {
        return switch (purpose) {
            case APP_SECRET -> "app-secret";
            case USER_ACCESS_TOKEN -> "user-access-token";
            case CALLER_TOKEN -> "caller-token";
        };
    }
}
