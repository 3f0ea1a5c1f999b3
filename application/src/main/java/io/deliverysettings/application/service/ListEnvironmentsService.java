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
        ReadableEnvironments readable = ReadableEnvironments.of(query.access());
        return found(query, readable, query.after(), List.of()).thenCompose(found -> {
            Optional<Gap> next = found.size() > query.limit()
                    ? Optional.of(new Gap(
                            found.get(query.limit() - 1).environment(),
                            found.get(query.limit()).environment()))
                    : Optional.empty();
            return admitted(query, found.stream().limit(query.limit()).toList())
                    // What PingOne has said just now is told, and not what was known before.
                    .thenCompose(admitted -> found(query, readable, query.after(), List.of())
                            .thenApply(now -> new Page(
                                    now.stream()
                                            .limit(query.limit())
                                            .filter(known -> admitted.contains(known.environment()))
                                            .flatMap(ListEnvironmentsService::known)
                                            .toList(),
                                    next)));
        });
    }

    /**
     * Those that the access rules let the caller read, up to one more than asked for. All others are passed over as if they were
     * not there: cursors can be made up, and a page that ended because of them would tell where they are.
     */
    private CompletionStage<List<KnownEnvironment>> found(
            Query query,
            ReadableEnvironments readable,
            Optional<EnvironmentId> after,
            List<KnownEnvironment> foundBefore) {
        int most = query.limit() + 1;
        Optional<ReadableEnvironments.Start> start = readable.behind(after);
        if (start.isEmpty()) {
            return CompletableFuture.completedStage(foundBefore);
        }
        return store.environments(start.get().after(), most).thenCompose(page -> {
            List<KnownEnvironment> found = Stream.concat(
                            foundBefore.stream(), page.stream().filter(known -> readable.includes(known.environment())))
                    .limit(most)
                    .toList();
            return found.size() == most || page.size() < most
                    ? CompletableFuture.completedStage(found)
                    : found(
                            query,
                            readable,
                            Optional.of(page.get(page.size() - 1).environment()),
                            found);
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
