package io.deliverysettings.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in PEM: PKCS #8, not encrypted, as {@code openssl genpkey} writes it. */
final class PrivateKeyFile {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private PrivateKeyFile() {}

    /**
     * Reads a key of RSA or of an elliptic curve.
     *
     * @throws IllegalArgumentException when there is none that can be read; the message shows nothing of the file
     */
    static PrivateKey read(Path file) {
        byte[] content = OperatorFile.readPrivate(file);
        try {
            Matcher pem = PKCS8.matcher(new String(content, StandardCharsets.US_ASCII));
            if (!pem.find()) {
                throw unusable(file);
            }
            PKCS8EncodedKeySpec key =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
            for (String algorithm : List.of("RSA", "EC")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(key);
                } catch (GeneralSecurityException ofAnotherKind) {
                    // The next one, or refused below.
                }
            }
            throw unusable(file);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** Without a cause: what a parser says may quote the file. */
    private static IllegalArgumentException unusable(Path file) {
        return new IllegalArgumentException(file
                + " holds no private key of RSA or EC in PKCS #8 without a passphrase; make it one with openssl pkcs8 -topk8"
                + " -nocrypt");
    }
}
