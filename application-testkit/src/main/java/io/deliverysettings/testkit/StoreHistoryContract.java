package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The history of an environment: in pages, newest first, and with what PingOne held at each entry. */
public interface StoreHistoryContract extends StoreContract {

    /** Where nothing was done there is no history. */
    @Test
    default void whereNothingWasDoneThereIsNoHistory() {
        assertThat(await(store().history(fresh(), Optional.empty(), 1))).isEmpty();
        assertThat(await(store().history(fresh(), Optional.of(new Revision(1)), 1000)))
                .isEmpty();
    }

    /** The newest entry comes first. */
    @Test
    default void theNewestEntryComesFirst() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        List<Revision> oldestFirst = fiveEntries(steps, environment);

        assertThat(steps.revisions(environment))
                .containsExactlyElementsOf(
                        oldestFirst.stream().sorted(Comparator.reverseOrder()).toList());
    }

    /** A page holds at most so many entries as were asked for, the newest of those that it may hold. */
    @Test
    default void aPageHoldsTheNewestEntriesBeforeItsBound() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        List<Revision> revisions = fiveEntries(steps, environment);

        assertThat(page(environment, Optional.empty(), 2)).containsExactly(revisions.get(4), revisions.get(3));
        assertThat(page(environment, Optional.of(revisions.get(3)), 2))
                .containsExactly(revisions.get(2), revisions.get(1));
        assertThat(page(environment, Optional.of(revisions.get(1)), 2)).containsExactly(revisions.get(0));
        assertThat(page(environment, Optional.of(revisions.get(0)), 2)).isEmpty();
        assertThat(page(environment, Optional.empty(), 1000)).hasSize(5);
    }

    /** A bound need not be an entry. */
    @Test
    default void aBoundBeyondTheNewestEntryBoundsNothing() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        List<Revision> revisions = fiveEntries(steps, environment);

        assertThat(page(environment, Optional.of(new Revision(999_999_999_999_999_999L)), 1))
                .containsExactly(revisions.get(4));
        assertThat(page(environment, Optional.of(new Revision(revisions.get(4).number() + 1)), 1))
                .containsExactly(revisions.get(4));
    }

    /** What is in a page is what is in the whole. */
    @Test
    default void thePagesMakeTheWhole() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        fiveEntries(steps, environment);

        List<HistoryEntry> whole = steps.history(environment);

        assertThat(IntStream.range(0, 5)
                        .mapToObj(i -> await(store().history(
                                        environment,
                                        i == 0
                                                ? Optional.empty()
                                                : Optional.of(whole.get(i - 1).revision()),
                                        1)))
                        .flatMap(List::stream))
                .isEqualTo(whole);
    }

    /** The history is one environment's only. */
    @Test
    default void theHistoryIsOfOneEnvironmentOnly() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId one = fresh();
        EnvironmentId other = fresh();
        steps.configured(other, "other");
        List<Revision> ofOne = List.of(steps.configured(one, "one"));
        steps.configured(other, "other again");

        assertThat(steps.revisions(one)).isEqualTo(ofOne);
        assertThat(steps.revisions(other)).hasSize(2);
    }

    /** An entry that is there never changes, whatever comes after it. */
    @Test
    default void entriesStayAsTheyAre() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "first");
        HistoryEntry first = steps.history(environment).get(0);

        steps.configured(environment, "second");
        steps.done(environment, StoreSamples.removing(), StoreSamples.removed());

        assertThat(steps.history(environment)).hasSize(3).last().isEqualTo(first);
    }

    /** An entry tells what PingOne held as of then, with the credentials of then. */
    @Test
    default void aRevisionTellsWhatWasHeldThen() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision first = steps.configured(environment, "first");
        Kept atFirst = steps.known(environment);
        Revision second = steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.applied(StoreSamples.settings("second"), CredentialsFate.STAY));
        Kept atSecond = steps.known(environment);
        Revision third = steps.configured(environment, "third");
        Kept atThird = steps.known(environment);
        Revision fourth = steps.done(environment, StoreSamples.removing(), StoreSamples.removed());

        assertThat(steps.revision(environment, first)).contains(atFirst);
        assertThat(steps.revision(environment, second)).contains(atSecond);
        assertThat(atSecond.credentials()).contains(StoreSamples.credentials("first"));
        assertThat(steps.revision(environment, third)).contains(atThird);
        assertThat(steps.revision(environment, fourth))
                .contains(new Kept(fourth, Optional.empty(), StoreSamples.CONFIRMED_AT, Optional.empty()));
    }

    /** An entry that changed nothing has nothing to tell of what was held. */
    @Test
    default void aRevisionThatChangedNothingTellsNothing() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "known");

        Revision inVain = steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("in vain")),
                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));

        assertThat(steps.revision(environment, inVain)).isEmpty();
    }

    /** A revision is one environment's: another one has it not. */
    @Test
    default void aRevisionThatIsNotThereTellsNothing() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision revision = steps.configured(environment, "known");

        assertThat(steps.revision(environment, new Revision(revision.number() + 1)))
                .isEmpty();
        assertThat(steps.revision(environment, new Revision(999_999_999_999_999_999L)))
                .isEmpty();
        assertThat(steps.revision(fresh(), revision)).isEmpty();
    }

    private static List<Revision> fiveEntries(StoreSteps steps, EnvironmentId environment) {
        return IntStream.range(0, 5)
                .mapToObj(i -> i % 2 == 0
                        ? steps.configured(environment, "entry " + i)
                        : steps.done(
                                environment,
                                StoreSamples.selecting(),
                                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY)))
                .toList();
    }

    private List<Revision> page(EnvironmentId environment, Optional<Revision> before, int limit) {
        return await(store().history(environment, before, limit)).stream()
                .map(HistoryEntry::revision)
                .toList();
    }
}
