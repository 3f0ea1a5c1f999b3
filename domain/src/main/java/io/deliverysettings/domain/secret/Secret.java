package io.deliverysettings.domain.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A secret text: an app secret, an access token. It masks itself wherever it is printed and compares in constant time.
 *
 * <p>A class and not a record, because a record would print, expose and destructure its component.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a secret.
     *
     * @param value the secret itself; not empty
     * @return the wrapped secret
     * @throws IllegalArgumentException when empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    /**
     * The secret itself, for the adapter that has to send it. Nothing else calls this; an architecture rule of the
     * gateway holds that.
     *
     * @return the plain text; never empty
     */
    public String reveal() {
        return value;
    }

    /** Takes the same time however much of the two secrets agrees, so that a comparison cannot be used to guess. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for every secret: a hash of the value would give away something of it. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[********]";
    }
}
