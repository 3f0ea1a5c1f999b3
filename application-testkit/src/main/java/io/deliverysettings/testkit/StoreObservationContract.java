package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Basis;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Confirmed;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Observation;
import io.deliverysettings.application.port.out.SettingsStorePort.Turn;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What PingOne is found to hold is recorded if nothing has happened since it was asked, and confirmed if it is still so. */
public interface StoreObservationContract extends StoreContract {

    /** Nothing was known, and no operation is open. */
    Basis NOTHING_KNOWN = new Basis(Optional.empty(), Optional.empty());

    /** An observation of settings of which nothing was known makes them known, without credentials. */
    @Test
    default void whatWasNotKnownIsObserved() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Optional<Revision> observed = steps.observe(environment, observation("found"), NOTHING_KNOWN);

        assertThat(observed).isPresent();
        assertThat(steps.find(environment))
                .contains(new Kept(
                        observed.orElseThrow(),
                        Optional.of(StoreSamples.settings("found")),
                        StoreSamples.CONFIRMED_AT,
                        Optional.empty()));
        assertThat(steps.revision(environment, observed.orElseThrow())).isEqualTo(steps.find(environment));
    }

    /** The entry says that somebody else has written, when that was found, and nothing of who. */
    @Test
    default void theEntryOfAnObservationTellsWhatWasFound() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Revision observed = steps.observed(environment, observation("found"), NOTHING_KNOWN);

        assertThat(steps.history(environment))
                .containsExactly(new HistoryEntry(
                        observed,
                        Action.OBSERVE,
                        Outcome.OVERTAKEN,
                        Optional.empty(),
                        new CorrelationId("observing-correlation"),
                        StoreSamples.CONFIRMED_AT,
                        StoreSamples.CONFIRMED_AT,
                        StoreSamples.changes(),
                        Optional.empty()));
    }

    /** An observation that was compared with what is still known is recorded. */
    @Test
    default void whatIsDifferentIsObserved() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision known = steps.configured(environment, "known");

        Revision observed = steps.observed(environment, observation("found"), compared(known));

        assertThat(observed).isGreaterThan(known);
        assertThat(steps.known(environment).revision()).isEqualTo(observed);
        assertThat(steps.known(environment).settings()).contains(StoreSamples.settings("found"));
        assertThat(steps.revisions(environment)).containsExactly(observed, known);
    }

    /** That PingOne holds nothing any more can be observed too. */
    @Test
    default void thatNothingIsThereIsObserved() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision known = steps.configured(environment, "known");

        Revision observed = steps.observed(
                environment,
                new Observation(
                        new Confirmed(Optional.empty(), StoreSamples.CONFIRMED_AT),
                        List.of(),
                        new CorrelationId("observing-correlation"),
                        CredentialsFate.DROPPED),
                compared(known));

        assertThat(steps.find(environment))
                .contains(new Kept(observed, Optional.empty(), StoreSamples.CONFIRMED_AT, Optional.empty()));
    }

    /** What is compared is what is known, also when entries that changed nothing came after it. */
    @Test
    default void entriesThatChangedNothingDoNotKeepAnObservationBack() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision known = steps.configured(environment, "known");
        Revision inVain = steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));

        assertThat(steps.observe(environment, observation("found"), compared(inVain)))
                .isEmpty();
        assertThat(steps.observe(environment, observation("found"), compared(known)))
                .isPresent();
    }

    /** The credentials stay with an observation, or go, as it says. */
    @Test
    default void anObservationSaysWhatBecomesOfTheCredentials() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision known = steps.configured(environment, "known");

        Revision first = steps.observed(environment, observation("same account"), compared(known));
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("known"));

        steps.observed(
                environment,
                StoreSamples.observation(StoreSamples.settings("other account"), CredentialsFate.DROPPED),
                compared(first));
        assertThat(steps.known(environment).credentials()).isEmpty();
        assertThat(steps.revision(environment, first).orElseThrow().credentials())
                .contains(StoreSamples.credentials("known"));
    }

    /** What was compared with something that is not known any more is not recorded. */
    @Test
    default void anObservationThatWasComparedWithSomethingElseIsNotRecorded() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        EnvironmentId unknown = fresh();
        Revision first = steps.configured(environment, "first");
        Revision second = steps.configured(environment, "second");
        List<Object> before = steps.everythingOf(environment);

        assertThat(steps.observe(environment, observation("found"), compared(first)))
                .isEmpty();
        assertThat(steps.observe(environment, observation("found"), compared(new Revision(second.number() + 1))))
                .isEmpty();
        assertThat(steps.observe(environment, observation("found"), NOTHING_KNOWN))
                .isEmpty();
        assertThat(steps.observe(unknown, observation("found"), compared(first)))
                .isEmpty();

        assertThat(steps.everythingOf(environment)).isEqualTo(before);
        assertThat(steps.find(unknown)).isEmpty();
        assertThat(steps.history(unknown)).isEmpty();
    }

    /** While an operation is open, what is found may be its doing: only itself may record it. */
    @Test
    default void nothingIsObservedWhileAnOperationOfAnotherIsOpen() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment);

        assertThat(steps.observe(environment, observation("found"), NOTHING_KNOWN))
                .isEmpty();
        steps.renew(NONE, turn);
        assertThat(steps.observe(environment, observation("found"), NOTHING_KNOWN))
                .isEmpty();

        assertThat(steps.find(environment)).isEmpty();
        assertThat(steps.history(environment)).isEmpty();
    }

    /** Who has the turn may observe, and end it afterwards. */
    @Test
    default void whoHasTheTurnObservesAndEndsAfterwards() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision known = steps.configured(environment, "known");
        Turn turn = steps.turn(environment);

        Revision observed =
                steps.observed(environment, observation("found"), new Basis(Optional.of(known), Optional.of(turn)));

        assertThat(steps.known(environment).revision()).isEqualTo(observed);
        assertThat(steps.leaseLeftOfTheOther(environment)).isPositive();
        Revision ended =
                steps.recorded(turn, StoreSamples.applied(StoreSamples.settings("ended"), CredentialsFate.STAY));
        assertThat(steps.revisions(environment)).containsExactly(ended, observed, known);
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("known"));
    }

    /** Who has the turn may observe where nothing was known, and what it brought is still there to be kept. */
    @Test
    default void whoHasTheTurnObservesWhereNothingWasKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, StoreSamples.configuring(StoreSamples.credentials("brought")));

        assertThat(steps.observe(environment, observation("found"), new Basis(Optional.empty(), Optional.of(turn))))
                .isPresent();
        assertThat(steps.known(environment).credentials()).isEmpty();

        steps.recorded(turn, StoreSamples.applied(StoreSamples.settings("ended")));
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("brought"));
    }

    /** A turn counts until it is taken over, also to observe. */
    @Test
    default void whoIsLateButNotTakenOverCanStillObserve() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Turn turn = steps.turn(environment, NONE);

        assertThat(steps.observe(environment, observation("found"), new Basis(Optional.empty(), Optional.of(turn))))
                .isPresent();
    }

    /** Who has a turn no more, or has one of another environment, observes nothing. */
    @Test
    default void anObservationWithoutTheTurnThatItNamesIsNotRecorded() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId takenOver = fresh();
        EnvironmentId ended = fresh();
        EnvironmentId other = fresh();
        Turn first = steps.turn(takenOver, NONE);
        steps.takenOver(takenOver);
        Turn past = steps.turn(ended);
        steps.recorded(past, StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));
        Turn present = steps.turn(other);

        assertThat(steps.observe(takenOver, observation("found"), by(first))).isEmpty();
        assertThat(steps.observe(takenOver, observation("found"), by(present))).isEmpty();
        assertThat(steps.observe(ended, observation("found"), by(past))).isEmpty();
        assertThat(steps.observe(fresh(), observation("found"), by(present))).isEmpty();

        assertThat(steps.find(takenOver)).isEmpty();
        assertThat(steps.find(ended)).isEmpty();
        assertThat(steps.find(other)).isEmpty();
        assertThat(steps.observe(other, observation("found"), by(present))).isPresent();
    }

    /** After an observation the next operation begins with it. */
    @Test
    default void theNextOperationBeginsWithWhatWasObserved() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.observed(environment, observation("found"), NOTHING_KNOWN);

        assertThat(((Begun) steps.begin(environment)).kept()).isPresent().isEqualTo(steps.find(environment));
    }

    /** What is still so is confirmed: the time moves, and nothing else, and no entry is made. */
    @Test
    default void whatIsStillSoIsConfirmed() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision revision = steps.configured(environment, "known");
        Kept before = steps.known(environment);
        Instant later = StoreSamples.CONFIRMED_AT.plus(Duration.ofNanos(1));

        await(store().confirm(environment, revision, later));

        assertThat(steps.known(environment))
                .isEqualTo(new Kept(revision, before.settings(), later, before.credentials()));
        assertThat(steps.revisions(environment)).containsExactly(revision);
    }

    /** That there is still nothing is confirmed the same way. */
    @Test
    default void thatThereIsStillNothingIsConfirmed() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "known");
        Revision removed = steps.done(environment, StoreSamples.removing(), StoreSamples.removed());
        Instant later = StoreSamples.CONFIRMED_AT.plusSeconds(1);

        await(store().confirm(environment, removed, later));

        assertThat(steps.known(environment)).isEqualTo(new Kept(removed, Optional.empty(), later, Optional.empty()));
    }

    /** What is not present any more, or never was, is not confirmed. */
    @Test
    default void onlyThePresentRevisionIsConfirmed() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        EnvironmentId unknown = fresh();
        Revision first = steps.configured(environment, "first");
        steps.configured(environment, "second");
        Revision inVain = steps.done(
                environment, StoreSamples.selecting(), StoreSamples.unconfirmed(Outcome.UNKNOWN, CredentialsFate.STAY));
        Kept before = steps.known(environment);
        Instant later = StoreSamples.CONFIRMED_AT.plusSeconds(1);

        await(store().confirm(environment, first, later));
        await(store().confirm(environment, inVain, later));
        await(store().confirm(environment, new Revision(inVain.number() + 1), later));
        await(store().confirm(unknown, first, later));

        assertThat(steps.known(environment)).isEqualTo(before);
        assertThat(steps.find(unknown)).isEmpty();
    }

    /** An answer that comes late does not make what is known older than it is. */
    @Test
    default void aConfirmationNeverGoesBack() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision revision = steps.configured(environment, "known");
        Instant later = StoreSamples.CONFIRMED_AT.plusSeconds(1);
        await(store().confirm(environment, revision, later));

        await(store().confirm(environment, revision, later.minusNanos(1)));
        await(store().confirm(environment, revision, Instant.EPOCH));

        assertThat(steps.known(environment).confirmedAt()).isEqualTo(later);
    }

    private static Observation observation(String mark) {
        return StoreSamples.observation(StoreSamples.settings(mark), CredentialsFate.STAY);
    }

    private static Basis compared(Revision revision) {
        return new Basis(Optional.of(revision), Optional.empty());
    }

    private static Basis by(Turn turn) {
        return new Basis(Optional.empty(), Optional.of(turn));
    }
}
