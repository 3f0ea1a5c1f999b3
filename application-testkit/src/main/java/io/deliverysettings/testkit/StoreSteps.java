package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort;
import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.FencedOff;
import io.deliverysettings.application.port.out.SettingsStorePort.Ended.Recorded;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.KnownEnvironment;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The steps that the contract of the store is made of; each waits for its outcome. */
final class StoreSteps {

    /** Longer than any test, so that it does not run out. */
    static final Duration LONG = Duration.ofHours(1);

    /** Runs out at once. */
    static final Duration NONE = Duration.ZERO;

    private static final int LONGEST_PAGE = 1000;

    private final SettingsStorePort store;

    StoreSteps(SettingsStorePort store) {
        this.store = store;
    }

    static EnvironmentId fresh() {
        return new EnvironmentId(UUID.randomUUID());
    }

    Optional<Kept> find(EnvironmentId environment) {
        return await(store.find(environment));
    }

    Kept known(EnvironmentId environment) {
        return find(environment).orElseThrow(() -> new AssertionError("nothing is known of the environment"));
    }

    Beginning begin(EnvironmentId environment) {
        return await(store.begin(environment, StoreSamples.selecting(), LONG));
    }

    Begun begun(EnvironmentId environment, Operation operation, Duration lease) {
        Beginning beginning = await(store.begin(environment, operation, lease));
        assertThat(beginning).isInstanceOf(Begun.class);
        return (Begun) beginning;
    }

    Turn turn(EnvironmentId environment, Operation operation) {
        return begun(environment, operation, LONG).turn();
    }

    Turn turn(EnvironmentId environment, Duration lease) {
        return begun(environment, StoreSamples.selecting(), lease).turn();
    }

    Turn turn(EnvironmentId environment) {
        return turn(environment, LONG);
    }

    Duration leaseLeftOfTheOther(EnvironmentId environment) {
        Beginning beginning = begin(environment);
        assertThat(beginning).isInstanceOf(Busy.class);
        return ((Busy) beginning).leaseLeft();
    }

    void renew(Duration lease, Turn... turns) {
        await(store.renew(List.of(turns), lease));
    }

    void abandon(Turn turn) {
        await(store.abandon(turn));
    }

    Ended end(Turn turn, Conclusion conclusion) {
        return await(store.end(turn, conclusion));
    }

    Revision recorded(Turn turn, Conclusion conclusion) {
        Ended ended = end(turn, conclusion);
        assertThat(ended).isInstanceOf(Recorded.class);
        return ((Recorded) ended).entry();
    }

    void assertFencedOff(Turn turn) {
        assertThat(end(turn, StoreSamples.applied(StoreSamples.settings("must not be recorded"))))
                .isEqualTo(new FencedOff());
    }

    /** Configures an environment from beginning to end. */
    Revision configured(EnvironmentId environment, WhatsAppSettings settings, SealedCredentials credentials) {
        return recorded(turn(environment, StoreSamples.configuring(credentials)), StoreSamples.applied(settings));
    }

    Revision configured(EnvironmentId environment, String mark) {
        return configured(environment, StoreSamples.settings(mark), StoreSamples.credentials(mark));
    }

    /** Whatever was to be done, from beginning to end. */
    Revision done(EnvironmentId environment, Operation operation, Conclusion conclusion) {
        return recorded(turn(environment, operation), conclusion);
    }

    Optional<Abandoned> takeOver(EnvironmentId environment) {
        return await(store.takeOver(environment, LONG));
    }

    Abandoned takenOver(EnvironmentId environment, Duration lease) {
        return await(store.takeOver(environment, lease))
                .orElseThrow(() -> new AssertionError("nothing could be taken over"));
    }

    Abandoned takenOver(EnvironmentId environment) {
        return takenOver(environment, LONG);
    }

    /** Those of the given environments that can be taken over, in the store's order. */
    List<EnvironmentId> abandoned(EnvironmentId... environments) {
        return await(store.abandoned(Integer.MAX_VALUE)).stream()
                .filter(List.of(environments)::contains)
                .toList();
    }

    Optional<Revision> observe(EnvironmentId environment, Observation observation, Basis basis) {
        return await(store.observe(environment, observation, basis));
    }

    Revision observed(EnvironmentId environment, Observation observation, Basis basis) {
        return observe(environment, observation, basis)
                .orElseThrow(() -> new AssertionError("the observation was not recorded"));
    }

    List<HistoryEntry> history(EnvironmentId environment) {
        return await(store.history(environment, Optional.empty(), LONGEST_PAGE));
    }

    List<Revision> revisions(EnvironmentId environment) {
        return history(environment).stream().map(HistoryEntry::revision).toList();
    }

    Optional<Kept> revision(EnvironmentId environment, Revision revision) {
        return await(store.revision(environment, revision));
    }

    /** Everything that is sealed for an environment, page by page through all that is sealed. */
    List<StoredCredentials> credentialsOf(EnvironmentId environment) {
        List<StoredCredentials> found = new ArrayList<>();
        List<StoredCredentials> page = await(store.credentials(Optional.empty(), LONGEST_PAGE));
        while (!page.isEmpty()) {
            found.addAll(page);
            page = await(store.credentials(Optional.of(page.get(page.size() - 1).id()), LONGEST_PAGE));
        }
        return found.stream()
                .filter(stored -> stored.environment().equals(environment))
                .toList();
    }

    void reseal(StoredCredentials stored, SealedCredentials resealed) {
        await(store.reseal(stored, resealed));
    }

    /** What is told of the given environments, in the store's order, page by page through all that are known. */
    List<KnownEnvironment> environments(EnvironmentId... environments) {
        List<KnownEnvironment> found = new ArrayList<>();
        List<KnownEnvironment> page = await(store.environments(Optional.empty(), LONGEST_PAGE));
        while (!page.isEmpty()) {
            found.addAll(page);
            page = await(
                    store.environments(Optional.of(page.get(page.size() - 1).environment()), LONGEST_PAGE));
        }
        return found.stream()
                .filter(known -> List.of(environments).contains(known.environment()))
                .toList();
    }

    /** How many changes of an environment are open, as the list of the environments has it. */
    int openOperations(EnvironmentId environment) {
        return environments(environment).stream()
                .mapToInt(KnownEnvironment::openOperations)
                .sum();
    }

    /** What is known, the history and what is sealed: all that can be seen of an environment without changing it. */
    List<Object> everythingOf(EnvironmentId environment) {
        return List.of(find(environment), history(environment), credentialsOf(environment));
    }
}
