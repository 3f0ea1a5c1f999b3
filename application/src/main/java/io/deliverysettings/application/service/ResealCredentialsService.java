package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ResealCredentialsUseCase;
import io.deliverysettings.application.port.out.SealingPort;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.SecretPurpose;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ResealCredentialsService implements ResealCredentialsUseCase {

    private final SettingsStorePort store;
    private final SealingPort sealing;

    ResealCredentialsService(SettingsStorePort store, SealingPort sealing) {
        this.store = store;
        this.sealing = sealing;
    }

    @Override
    public CompletionStage<Result> reseal(Command command) {
        return store.credentials(command.after(), command.most()).thenCompose(page -> {
            Optional<Long> next = page.size() < command.most()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).id());
            return resealAll(page, next);
        });
    }

    private CompletionStage<Result> resealAll(List<StoredCredentials> page, Optional<Long> next) {
        CompletionStage<Result> result = CompletableFuture.completedStage(new Result(0, Set.of(), next));
        for (StoredCredentials stored : page) {
            result = result.thenCompose(soFar -> reseal(stored, soFar));
        }
        return result;
    }

    private CompletionStage<Result> reseal(StoredCredentials stored, Result soFar) {
        EnvironmentId environment = stored.environment();
        SealedCredentials before = stored.credentials();
        return sealing.reseal(environment, SecretPurpose.APP_SECRET, before.appSecret())
                .thenCombine(
                        sealing.reseal(environment, SecretPurpose.USER_ACCESS_TOKEN, before.userAccessToken()),
                        (appSecret, token) -> replace(stored, appSecret, token, soFar))
                .thenCompose(replaced -> replaced);
    }

    private CompletionStage<Result> replace(
            StoredCredentials stored, Resealing appSecret, Resealing userAccessToken, Result soFar) {
        if (appSecret instanceof Resealing.Closed || userAccessToken instanceof Resealing.Closed) {
            return CompletableFuture.completedStage(stored.present() ? unreadable(stored, soFar) : soFar);
        }
        SealedCredentials before = stored.credentials();
        SealedCredentials after = new SealedCredentials(
                sealedAs(appSecret, before.appSecret()), sealedAs(userAccessToken, before.userAccessToken()));
        return after.equals(before)
                ? CompletableFuture.completedStage(soFar)
                : store.reseal(stored, after)
                        .thenApply(done -> new Result(soFar.resealed() + 1, soFar.unreadable(), soFar.next()));
    }

    private static Result unreadable(StoredCredentials stored, Result soFar) {
        Set<EnvironmentId> unreadable = new HashSet<>(soFar.unreadable());
        unreadable.add(stored.environment());
        return new Result(soFar.resealed(), unreadable, soFar.next());
    }

    private static SealedSecret sealedAs(Resealing resealing, SealedSecret before) {
        return resealing instanceof Resealing.Resealed resealed ? resealed.sealed() : before;
    }
}
