package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A sealing that remembers what it sealed, for the tests of the use cases. Nothing is encrypted: a ciphertext is a name for what
 * was sealed, and whatever was not named here counts as damaged. Keys can be rotated and lost. For use by any number of threads;
 * every stage is complete when it is returned.
 */
public final class InMemorySealingAdapter implements SealingPort {

    private final Map<String, Content> contents = new HashMap<>();
    private int presentKey = 1;
    private int oldestKey = 1;

    /** Has one key and has sealed nothing. */
    public InMemorySealingAdapter() {}

    /** What is behind a ciphertext. */
    private record Content(EnvironmentId environment, SecretPurpose purpose, Secret secret, int key) {}

    /** From now on there is a new key to seal with; what was sealed before opens still. */
    public synchronized void rotate() {
        presentKey++;
    }

    /** From now on nothing opens that was sealed before, nor can it be compared; there is a new key to seal with. */
    public synchronized void loseKeys() {
        presentKey++;
        oldestKey = presentKey;
    }

    @Override
    public synchronized CompletionStage<SealedSecret> seal(
            EnvironmentId environment, SecretPurpose purpose, Secret secret) {
        return CompletableFuture.completedStage(sealed(environment, purpose, secret));
    }

    @Override
    public synchronized CompletionStage<Opening> open(
            EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed) {
        return CompletableFuture.completedStage(opening(environment, purpose, sealed));
    }

    @Override
    public synchronized CompletionStage<Boolean> matches(
            EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed, Secret secret) {
        return CompletableFuture.completedStage(sealed.digest().equals(digest(environment, purpose, secret)));
    }

    @Override
    public synchronized CompletionStage<Resealing> reseal(
            EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed) {
        return CompletableFuture.completedStage(opening(environment, purpose, sealed)
                .fold(
                        secret -> isSealedWithThePresentKey(sealed)
                                ? new Resealing.Current()
                                : new Resealing.Resealed(sealed(environment, purpose, secret)),
                        Resealing.Closed::new));
    }

    private SealedSecret sealed(EnvironmentId environment, SecretPurpose purpose, Secret secret) {
        // Random, so that what another one sealed is not taken for one's own.
        String ciphertext = "sealed-" + UUID.randomUUID();
        contents.put(ciphertext, new Content(environment, purpose, secret, presentKey));
        return new SealedSecret(ciphertext, digest(environment, purpose, secret));
    }

    private Opening opening(EnvironmentId environment, SecretPurpose purpose, SealedSecret sealed) {
        Optional<Content> content = Optional.ofNullable(contents.get(sealed.ciphertext()));
        if (content.filter(lost -> lost.key() < oldestKey).isPresent()) {
            return new Opening.Closed(Unreadable.KEY_LOST);
        }
        return content.filter(bound -> bound.environment().equals(environment) && bound.purpose() == purpose)
                .<Opening>map(bound -> new Opening.Opened(bound.secret()))
                .orElseGet(() -> new Opening.Closed(Unreadable.DAMAGED));
    }

    private boolean isSealedWithThePresentKey(SealedSecret sealed) {
        return Optional.ofNullable(contents.get(sealed.ciphertext()))
                .filter(content -> content.key() == presentKey)
                .isPresent();
    }

    /** Rotating leaves the key of digests as it is; losing keys loses that too. */
    private String digest(EnvironmentId environment, SecretPurpose purpose, Secret secret) {
        String digested = oldestKey + " " + environment + " " + purpose + " " + secret.fingerprint();
        return "digest-" + UUID.nameUUIDFromBytes(digested.getBytes(StandardCharsets.UTF_8));
    }
}
