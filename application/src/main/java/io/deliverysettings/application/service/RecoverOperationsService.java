package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.RecoverOperationsUseCase;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

final class RecoverOperationsService implements RecoverOperationsUseCase {

    private static final Result NOTHING = new Result(List.of(), 0);

    private final SettingsStorePort store;
    private final Recovery recovery;
    private final Duration lease;

    RecoverOperationsService(SettingsStorePort store, Recovery recovery, Duration lease) {
        this.store = store;
        this.recovery = recovery;
        this.lease = lease;
    }

    @Override
    public CompletionStage<Result> recover(Command command) {
        return store.abandoned(command.most()).thenCompose(environments -> {
            CompletionStage<Result> all = CompletableFuture.completedStage(NOTHING);
            for (EnvironmentId environment : environments) {
                all = all.thenCombine(recover(environment), RecoverOperationsService::sum);
            }
            return all;
        });
    }

    private CompletionStage<Result> recover(EnvironmentId environment) {
        return store.takeOver(environment, lease)
                .thenCompose(taken -> taken.map(this::recover)
                        // Somebody else was faster.
                        .orElseGet(() -> CompletableFuture.completedStage(NOTHING)));
    }

    private CompletionStage<Result> recover(Abandoned abandoned) {
        return recovery.recover(abandoned)
                .thenApply(outcome -> outcome.map(known -> new Result(
                                List.of(new EndedOperation(
                                        abandoned.turn().environment(),
                                        abandoned.operation().action(),
                                        known)),
                                0))
                        .orElseGet(() -> new Result(List.of(), 1)));
    }

    private static Result sum(Result one, Result other) {
        return new Result(
                Stream.concat(one.ended().stream(), other.ended().stream()).toList(), one.left() + other.left());
    }
}
