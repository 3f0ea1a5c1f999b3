package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.StoredCredentials;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.secret.SealedCredentials;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Everything that is sealed can be gone through and sealed again, and what is not needed any more is not kept. */
public interface StoreCredentialsContract extends StoreContract {

    /** Credentials that are used in several places are stored once. */
    @Test
    default void credentialsAreStoredOnceForEveryPlaceThatUsesThem() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "only");
        steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.applied(StoreSamples.settings("selected"), CredentialsFate.STAY));
        steps.turn(environment);

        assertThat(steps.credentialsOf(environment))
                .extracting(StoredCredentials::credentials, StoredCredentials::present)
                .containsExactly(Tuple.tuple(StoreSamples.credentials("only"), true));
    }

    /** Only the ones that the environment uses now are present; earlier ones and those of an open operation are kept too. */
    @Test
    default void onlyTheCredentialsInUseArePresent() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "earlier");
        steps.configured(environment, "now");
        steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("open")));

        assertThat(steps.credentialsOf(environment))
                .extracting(StoredCredentials::credentials, StoredCredentials::present)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(StoreSamples.credentials("earlier"), false),
                        Tuple.tuple(StoreSamples.credentials("now"), true),
                        Tuple.tuple(StoreSamples.credentials("open"), false));
    }

    /** When the present credentials are dropped, none is present, and the history keeps its own. */
    @Test
    default void droppedCredentialsAreNotPresent() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId removed = fresh();
        EnvironmentId observed = fresh();
        steps.configured(removed, "removed");
        steps.done(removed, StoreSamples.removing(), StoreSamples.removed());
        Revision known = steps.configured(observed, "observed");
        steps.observed(
                observed,
                StoreSamples.observation(StoreSamples.settings("found"), CredentialsFate.DROPPED),
                new Basis(Optional.of(known), Optional.empty()));

        assertThat(steps.credentialsOf(removed))
                .extracting(StoredCredentials::credentials, StoredCredentials::present)
                .containsExactly(Tuple.tuple(StoreSamples.credentials("removed"), false));
        assertThat(steps.credentialsOf(observed))
                .extracting(StoredCredentials::credentials, StoredCredentials::present)
                .containsExactly(Tuple.tuple(StoreSamples.credentials("observed"), false));
    }

    /** Credentials of an operation of which nothing came are gone with it. */
    @Test
    default void credentialsThatNothingUsesAreGone() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "kept");
        steps.abandon(steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("abandoned"))));
        steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("refused")),
                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));
        steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("overtaken")),
                StoreSamples.applied(StoreSamples.settings("of somebody else"), CredentialsFate.DROPPED));

        assertThat(steps.credentialsOf(environment))
                .extracting(StoredCredentials::credentials)
                .containsExactly(StoreSamples.credentials("kept"));
    }

    /** Credentials that no entry of the history came with are gone when they are dropped. */
    @Test
    default void credentialsThatNoRevisionHasAreGoneWhenTheyAreDropped() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId ended = fresh();
        EnvironmentId observed = fresh();
        for (EnvironmentId environment : List.of(ended, observed)) {
            steps.configured(environment, "kept");
            steps.done(
                    environment,
                    StoreSamples.configuring(StoreSamples.credentials("unconfirmed")),
                    StoreSamples.unconfirmed(Outcome.APPLIED, CredentialsFate.REPLACED));
        }

        steps.done(ended, StoreSamples.removing(), StoreSamples.removed());
        steps.observed(
                observed,
                StoreSamples.observation(StoreSamples.settings("found"), CredentialsFate.DROPPED),
                new Basis(Optional.of(steps.known(observed).revision()), Optional.empty()));

        for (EnvironmentId environment : List.of(ended, observed)) {
            assertThat(steps.credentialsOf(environment))
                    .extracting(StoredCredentials::credentials, StoredCredentials::present)
                    .containsExactly(Tuple.tuple(StoreSamples.credentials("kept"), false));
        }
    }

    /** Pages follow the ids, and no credentials are left out or come twice. */
    @Test
    default void credentialsComeInPagesInTheOrderOfTheirIds() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        Stream.of("a", "b", "c").forEach(mark -> steps.configured(environment, mark));
        steps.configured(other, "other");
        steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("d")));
        List<Long> ids = Stream.concat(steps.credentialsOf(environment).stream(), steps.credentialsOf(other).stream())
                .map(StoredCredentials::id)
                .sorted()
                .toList();

        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
        assertThat(steps.credentialsOf(environment))
                .extracting(StoredCredentials::id)
                .isSorted();
        assertThat(page(Optional.of(ids.get(0) - 1), 2)).containsExactly(ids.get(0), ids.get(1));
        assertThat(page(Optional.of(ids.get(1)), 2)).containsExactly(ids.get(2), ids.get(3));
        assertThat(page(Optional.of(ids.get(3)), 1)).containsExactly(ids.get(4));
        assertThat(page(Optional.of(ids.get(4)), 1)).doesNotContainAnyElementsOf(ids);
        assertThat(page(Optional.empty(), 1))
                .hasSize(1)
                .allSatisfy(first -> assertThat(first).isLessThanOrEqualTo(ids.get(0)));
    }

    /** Credentials that are sealed again are so wherever they are used, and nothing else changes. */
    @Test
    default void credentialsAreSealedAgainWhereverTheyAreUsed() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision first = steps.configured(environment, "old seal");
        Revision second = steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.applied(StoreSamples.settings("selected"), CredentialsFate.STAY));
        steps.turn(environment, NONE);
        StoredCredentials stored = only(steps.credentialsOf(environment));
        SealedCredentials resealed = StoreSamples.credentials("new seal");

        steps.reseal(stored, resealed);

        assertThat(only(steps.credentialsOf(environment)))
                .isEqualTo(new StoredCredentials(stored.id(), environment, resealed, true));
        assertThat(steps.known(environment).credentials()).contains(resealed);
        assertThat(steps.known(environment).revision()).isEqualTo(second);
        assertThat(steps.known(environment).settings()).contains(StoreSamples.settings("selected"));
        assertThat(steps.revision(environment, first).orElseThrow().credentials())
                .contains(resealed);
        assertThat(steps.revision(environment, second).orElseThrow().credentials())
                .contains(resealed);
        assertThat(steps.takenOver(environment).kept().orElseThrow().credentials())
                .contains(resealed);
        assertThat(steps.revisions(environment)).containsExactly(second, first);
    }

    /** Credentials of an open operation are sealed again, and kept so when it ends. */
    @Test
    default void credentialsOfAnOpenOperationAreSealedAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.begun(environment, StoreSamples.configuring(StoreSamples.credentials("old seal")), NONE);
        SealedCredentials resealed = StoreSamples.credentials("new seal");

        steps.reseal(only(steps.credentialsOf(environment)), resealed);

        Abandoned abandoned = steps.takenOver(environment);
        assertThat(abandoned.operation()).isEqualTo(StoreSamples.configuring(resealed));
        steps.recorded(abandoned.turn(), StoreSamples.applied(StoreSamples.settings()));
        assertThat(steps.known(environment).credentials()).contains(resealed);
    }

    /** Sealing one again leaves all others. */
    @Test
    default void sealingAgainLeavesOtherCredentials() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        EnvironmentId other = fresh();
        Revision earlier = steps.configured(environment, "same mark");
        steps.configured(environment, "same mark");
        steps.configured(other, "same mark");
        StoredCredentials present = only(steps.credentialsOf(environment).stream()
                .filter(StoredCredentials::present)
                .toList());

        steps.reseal(present, StoreSamples.credentials("new seal"));

        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("new seal"));
        assertThat(steps.revision(environment, earlier).orElseThrow().credentials())
                .contains(StoreSamples.credentials("same mark"));
        assertThat(steps.known(other).credentials()).contains(StoreSamples.credentials("same mark"));
    }

    /** Credentials that are not stored any more are not stored again. */
    @Test
    default void whatIsNotStoredAnyMoreIsNotSealedAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("gone")));
        StoredCredentials gone = only(steps.credentialsOf(environment));
        steps.abandon(turn);
        steps.configured(environment, "kept");
        List<Object> before = steps.everythingOf(environment);

        steps.reseal(gone, StoreSamples.credentials("new seal"));

        assertThat(steps.everythingOf(environment)).isEqualTo(before);
    }

    /** Who read credentials before somebody else sealed them again does not undo that. */
    @Test
    default void whatWasSealedAgainMeanwhileIsLeftAsItIs() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "old seal");
        StoredCredentials read = only(steps.credentialsOf(environment));
        steps.reseal(read, StoreSamples.credentials("newest seal"));

        steps.reseal(read, StoreSamples.credentials("late seal"));

        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("newest seal"));
    }

    private List<Long> page(Optional<Long> after, int limit) {
        return await(store().credentials(after, limit)).stream()
                .map(StoredCredentials::id)
                .toList();
    }

    private static StoredCredentials only(List<StoredCredentials> stored) {
        assertThat(stored).hasSize(1);
        return stored.get(0);
    }
}
