package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.RenewLeasesUseCase;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class RenewLeasesService implements RenewLeasesUseCase {

    private final SettingsStorePort store;
    private final OpenTurns open;
    private final Duration lease;
    private final Clock clock;

    RenewLeasesService(SettingsStorePort store, OpenTurns open, Duration lease, Clock clock) {
        this.store = store;
        this.open = open;
        this.lease = lease;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Result> renew(Command command) {
        List<Turn> due = open.dueForRenewal();
        if (due.isEmpty()) {
            return CompletableFuture.completedStage(new Result(0));
        }
        Instant askedAt = clock.instant();
        return store.renew(due, lease).thenApply(renewed -> {
            open.renewed(due, askedAt);
            return new Result(due.size());
        });
    }
}
