package io.deliverysettings.application.service;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ConfirmEnvironmentsUseCase;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ConfirmEnvironmentsService implements ConfirmEnvironmentsUseCase {

    private final SettingsStorePort store;
    private final SettingsReads reads;
    private final Clock clock;

    ConfirmEnvironmentsService(SettingsStorePort store, SettingsReads reads, Clock clock) {
        this.store = store;
        this.reads = reads;
        this.clock = clock;
    }

    /** One after the other: nobody waits for it, and others wait behind it. */
    @Override
    public CompletionStage<Result> confirm(Command command) {
        return store.unconfirmed(clock.instant().minus(command.age()), command.most())
                .thenCompose(environments -> {
                    CompletionStage<Result> all = CompletableFuture.completedStage(new Result(0, 0, 0));
                    for (EnvironmentId environment : environments) {
                        all = all.thenCompose(sum -> confirm(command, environment, sum));
                    }
                    return all;
                });
    }

    private CompletionStage<Result> confirm(Command command, EnvironmentId environment, Result sum) {
        return reads.confirm(command.caller(), environment)
                .thenApply(drifted -> new Result(sum.asked() + 1, sum.drifted() + (drifted ? 1 : 0), sum.failed()))
                .exceptionallyCompose(failure -> PortFault.in(failure)
                                .filter(fault -> fault.kind() != PortFault.Kind.STORE_UNAVAILABLE)
                                .isPresent()
                        ? CompletableFuture.completedStage(new Result(sum.asked() + 1, sum.drifted(), sum.failed() + 1))
                        : CompletableFuture.failedStage(failure));
    }
}
