package io.deliverysettings.application.service;

import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.out.OperationQueuePort;
import io.deliverysettings.application.port.out.OperationQueuePort.Acceptance;
import io.deliverysettings.application.port.out.OperationQueuePort.SealedCaller;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.validation.Violation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class AcceptChangeService implements AcceptChangeUseCase {

    /** Places become free one by one, and nobody knows when. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final OperationQueuePort queue;
    private final CredentialSeals seals;
    private final OperationRunner runner;
    private final int mostAccepted;
    private final Clock clock;

    AcceptChangeService(
            OperationQueuePort queue, CredentialSeals seals, OperationRunner runner, int mostAccepted, Clock clock) {
        this.queue = queue;
        this.seals = seals;
        this.runner = runner;
        this.mostAccepted = mostAccepted;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Result> accept(Command command) {
        List<Violation> violations = command.change()
                .fold(
                        configure -> ConfigureChange.check(configure.desired()),
                        select -> SelectNumberChange.check(select.wanted()),
                        restore -> List.of());
        if (!violations.isEmpty()) {
            return CompletableFuture.completedStage(new Result.RequestRefused(violations));
        }
        return sealedCredentials(command)
                .thenCombine(
                        sealed(command.caller(), command.environment()),
                        (credentials, caller) -> new Acceptance(
                                command.environment(),
                                requested(command.change()),
                                command.precondition(),
                                credentials,
                                caller,
                                clock.instant()))
                .thenCompose(acceptance -> queue.accept(acceptance, mostAccepted))
                .thenApply(accepted -> {
                    accepted.ifPresent(id -> begin());
                    return accepted.<Result>map(Result.Accepted::new).orElseGet(() -> new Result.Full(RETRY_AFTER));
                });
    }

    /** What cannot be begun now is begun in the next round. */
    private void begin() {
        CompletionStage<Integer> begun = runner.takeUp();
        begun.exceptionally(failure -> 0);
    }

    private CompletionStage<Optional<SealedCredentials>> sealedCredentials(Command command) {
        return command.change()
                .fold(
                        configure -> {
                            DesiredSettings desired = configure.desired();
                            return seals.seal(command.environment(), desired.appSecret(), desired.userAccessToken())
                                    .thenApply(Optional::of);
                        },
                        select -> CompletableFuture.completedStage(Optional.empty()),
                        restore -> CompletableFuture.completedStage(Optional.empty()));
    }

    private CompletionStage<SealedCaller> sealed(Caller caller, EnvironmentId environment) {
        return seals.sealCallerToken(environment, caller.accessToken())
                .thenApply(token -> new SealedCaller(
                        token, caller.client(), caller.correlationId(), caller.transactionId(), caller.sessionId()));
    }

    private static RequestedChange requested(Change change) {
        return change.fold(
                configure -> RequestedChange.Configure.of(configure.desired()),
                select -> new RequestedChange.SelectNumber(select.wanted(), select.refresh()),
                restore -> new RequestedChange.Restore(restore.revision()));
    }
}
