package io.deliverysettings.domain.secret;

import java.util.Objects;

/**
 * A secret that only the holder of the keys can open, fit to be stored.
 *
 * @param ciphertext as the sealing made it; tells nothing without the key
 * @param digest a keyed digest of the secret, to tell whether another one is the same; tells nothing without the key
 */
public record SealedSecret(String ciphertext, String digest) {
    /** Refuses {@code null}. */
    public SealedSecret {
        Objects.requireNonNull(ciphertext, "ciphertext");
        Objects.requireNonNull(digest, "digest");
    }

    /**
     * What is left of it when it is not to be opened any more: it can still be told whether another secret is the same.
     *
     * @return the digest, with an empty ciphertext
     */
    public SealedSecret withoutCiphertext() {
        return new SealedSecret("", digest);
    }

    /** Short: a log is no place for ciphertext. */
    @Override
    public String toString() {
        return "SealedSecret[********]";
    }
}
