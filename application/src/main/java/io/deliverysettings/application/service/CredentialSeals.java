package io.deliverysettings.application.service;

import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Seals, opens and compares the two secrets of an account together. */
final class CredentialSeals {

    /** The two secrets, or why they do not open. */
    sealed interface Opened {
        record Credentials(Secret appSecret, Secret userAccessToken) implements Opened {}

        record Closed(Unreadable reason) implements Opened {}

        default <R> R fold(
                Function<? super Credentials, ? extends R> onOpen, Function<? super Unreadable, ? extends R> onClosed) {
            if (this instanceof Credentials credentials) {
                return onOpen.apply(credentials);
            }
            return onClosed.apply(((Closed) this).reason());
        }
    }

    private final SealingPort sealing;

    CredentialSeals(SealingPort sealing) {
        this.sealing = sealing;
    }

    CompletionStage<SealedCredentials> seal(EnvironmentId environment, Secret appSecret, Secret userAccessToken) {
        return sealing.seal(environment, SecretPurpose.APP_SECRET, appSecret)
                .thenCombine(
                        sealing.seal(environment, SecretPurpose.USER_ACCESS_TOKEN, userAccessToken),
                        SealedCredentials::new);
    }

    CompletionStage<SealedSecret> sealCallerToken(EnvironmentId environment, Secret accessToken) {
        return sealing.seal(environment, SecretPurpose.CALLER_TOKEN, accessToken);
    }

    CompletionStage<Opening> openCallerToken(EnvironmentId environment, SealedSecret sealed) {
        return sealing.open(environment, SecretPurpose.CALLER_TOKEN, sealed);
    }

    CompletionStage<Boolean> isSameToken(EnvironmentId environment, SealedSecret sealed, Secret accessToken) {
        return sealing.matches(environment, SecretPurpose.CALLER_TOKEN, sealed, accessToken);
    }

    CompletionStage<Opened> open(EnvironmentId environment, SealedCredentials sealed) {
        return sealing.open(environment, SecretPurpose.APP_SECRET, sealed.appSecret())
                .thenCombine(
                        sealing.open(environment, SecretPurpose.USER_ACCESS_TOKEN, sealed.userAccessToken()),
                        CredentialSeals::both);
    }

    /** Which of the secrets are not those that are kept. */
    CompletionStage<SecretChanges> compare(
            EnvironmentId environment, Optional<SealedCredentials> kept, Secret appSecret, Secret userAccessToken) {
        if (kept.isEmpty()) {
            return CompletableFuture.completedStage(new SecretChanges(true, true));
        }
        SealedCredentials before = kept.get();
        return sealing.matches(environment, SecretPurpose.APP_SECRET, before.appSecret(), appSecret)
                .thenCombine(
                        sealing.matches(
                                environment,
                                SecretPurpose.USER_ACCESS_TOKEN,
                                before.userAccessToken(),
                                userAccessToken),
                        (sameSecret, sameToken) -> new SecretChanges(!sameSecret, !sameToken));
    }

    /** The same for credentials that are sealed themselves; what does not open counts as different. */
    CompletionStage<SecretChanges> compare(
            EnvironmentId environment, Optional<SealedCredentials> kept, SealedCredentials written) {
        return open(environment, written)
                .thenCompose(opened -> opened.fold(
                        credentials ->
                                compare(environment, kept, credentials.appSecret(), credentials.userAccessToken()),
                        closed -> CompletableFuture.completedStage(new SecretChanges(true, true))));
    }

    private static Opened both(Opening appSecret, Opening userAccessToken) {
        return appSecret.fold(
                secret -> userAccessToken.<Opened>fold(
                        token -> new Opened.Credentials(secret, token), Opened.Closed::new),
                Opened.Closed::new);
    }
}
