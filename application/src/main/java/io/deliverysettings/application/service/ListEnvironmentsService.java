package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

final class ListEnvironmentsService implements ListEnvironmentsUseCase {

    private final SettingsStorePort store;
    private final SettingsReads reads;

    ListEnvironmentsService(SettingsStorePort store, SettingsReads reads) {
        this.store = store;
        this.reads = reads;
    }

    /** One more than asked for tells whether there is a next page. */
    @Override
    public CompletionStage<Page> list(Query query) {
        return store.environments(query.after(), query.limit() + 1).thenCompose(found -> {
            List<EnvironmentId> ids = found.stream()
                    .limit(query.limit())
                    .map(KnownEnvironment::environment)
                    .toList();
            Optional<EnvironmentId> next =
                    found.size() > query.limit() ? Optional.of(ids.get(ids.size() - 1)) : Optional.empty();
            return admitted(query, found.stream().limit(query.limit()).toList())
                    // What PingOne has said just now is told, and not what was known before.
                    .thenCompose(admitted -> store.environments(query.after(), query.limit())
                            .thenApply(now -> new Page(
                                    now.stream()
                                            .filter(known -> admitted.contains(known.environment()))
                                            .flatMap(ListEnvironmentsService::known)
                                            .toList(),
                                    next)));
        });
    }

    /** The first is asked about alone: a token that PingOne does not accept must not cost a call for each environment. */
    private CompletionStage<Set<EnvironmentId>> admitted(Query query, List<KnownEnvironment> found) {
        List<EnvironmentId> set = found.stream()
                .flatMap(ListEnvironmentsService::known)
                .map(Known::environment)
                .toList();
        if (set.isEmpty()) {
            return CompletableFuture.completedStage(Set.of());
        }
        return reads.admit(query.caller(), set.get(0)).thenCompose(refusal -> {
            CompletionStage<Set<EnvironmentId>> admitted =
                    CompletableFuture.completedStage(new HashSet<>(refusal.isEmpty() ? set.subList(0, 1) : List.of()));
            for (EnvironmentId environment : set.subList(1, set.size())) {
                admitted = admitted.thenCombine(reads.admit(query.caller(), environment), (so, no) -> {
                    if (no.isEmpty()) {
                        so.add(environment);
                    }
                    return so;
                });
            }
            return admitted;
        });
    }

    private static Stream<Known> known(KnownEnvironment environment) {
        return environment.kept().stream().flatMap(kept -> known(environment, kept));
    }

    private static Stream<Known> known(KnownEnvironment environment, Kept kept) {
        return kept.settings().stream()
                .map(settings -> new Known(
                        environment.environment(),
                        settings,
                        kept.revision(),
                        kept.confirmedAt(),
                        environment.openOperations()));
    }
}
