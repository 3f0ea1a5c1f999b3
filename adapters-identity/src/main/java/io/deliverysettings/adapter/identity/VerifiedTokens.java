package io.deliverysettings.adapter.identity;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature was found good, so that it need not be checked for each request again. Whether the key is still the
 * issuer's, and the time has not run out, is asked each time. The tokens themselves are not kept, and none that was refused is
 * remembered in any way. For use by any number of threads.
 */
final class VerifiedTokens {

    /**
     * A good signature.
     *
     * @param statements what the token says
     * @param key whose signature it is
     */
    record Verified(TokenStatements statements, VerificationKey key) {}

    private final Map<String, Verified> byFingerprint;

    /**
     * Remembers none yet.
     *
     * @param most how many are remembered; those that were used last
     */
    VerifiedTokens(int most) {
        this.byFingerprint = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<Verified> find(String fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint));
    }

    synchronized void remember(String fingerprint, Verified verified) {
        byFingerprint.put(fingerprint, verified);
    }

    synchronized void forget(String fingerprint) {
        byFingerprint.remove(fingerprint);
    }

    synchronized int size() {
        return byFingerprint.size();
    }
}
