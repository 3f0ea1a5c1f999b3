package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.domain.history.HistoryEntry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class ListHistoryService implements ListHistoryUseCase {

    private final SettingsReads reads;
    private final SettingsStorePort store;

    ListHistoryService(SettingsReads reads, SettingsStorePort store) {
        this.reads = reads;
        this.store = store;
    }

    @Override
    public CompletionStage<Result> list(Query query) {
        return reads.admit(query.caller(), query.environment())
                .thenCompose(refusal -> refusal.<CompletionStage<Result>>map(
                                why -> CompletableFuture.completedStage(new Result.PlatformRefused(why)))
                        .orElseGet(() -> page(query)));
    }

    /** One more than asked for tells whether there is a next page. */
    private CompletionStage<Result> page(Query query) {
        return store.history(query.environment(), query.before(), query.limit() + 1)
                .thenApply(entries -> {
                    List<HistoryEntry> page =
                            entries.stream().limit(query.limit()).toList();
                    return new Result.Listed(
                            page,
                            page.size() < entries.size()
                                    ? Optional.of(page.get(page.size() - 1).revision())
                                    : Optional.empty());
                });
    }
}
