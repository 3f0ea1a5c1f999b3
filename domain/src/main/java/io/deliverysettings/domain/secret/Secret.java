package io.deliverysettings.domain.secret;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.AtMost;
import io.deliverysettings.domain.validation.Violation.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A secret text: an app secret, an access token. It masks itself wherever it is printed and compares in constant time.
 *
 * <p>A class and not a record, because a record would print, expose and destructure its component.
 */
public final class Secret {

    private static final int MAXIMUM_LENGTH = 4096;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Reads a secret that a caller gave. Its form is not ours to judge, PingOne's contract says; what is refused is what no
     * form has: nothing at all, control characters (a line end that was pasted along, say) and halves of surrogate pairs.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the secret, or why the text is none; the reason does not show the text
     */
    public static Parsed<Secret> parse(String text, String target) {
        if (text.isBlank()) {
            return Parsed.invalid(new Violation(Code.EMPTY_VALUE, target, target + " must not be empty."));
        }
        if (text.length() > MAXIMUM_LENGTH) {
            return Parsed.invalid(new Violation(
                    Code.SIZE_LIMIT_EXCEEDED,
                    target,
                    target + " must not be longer than " + MAXIMUM_LENGTH + " characters.",
                    new AtMost(MAXIMUM_LENGTH)));
        }
        if (text.codePoints().anyMatch(Secret::isNoText)) {
            return Parsed.invalid(new Violation(
                    Code.INVALID_VALUE,
                    target,
                    target + " must not hold control characters, such as a line end, or incomplete characters."));
        }
        return Parsed.valid(new Secret(text));
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

    /**
     * A digest that tells two secrets apart in memory without keeping them. It is not keyed: it must not be stored or shown,
     * since a secret that can be guessed could be found by it.
     *
     * @return the SHA-256 of the secret, in hexadecimal
     */
    public String fingerprint() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
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

    private static boolean isNoText(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE;
    }

    @Override
    public String toString() {
        return "Secret[********]";
    }
}
