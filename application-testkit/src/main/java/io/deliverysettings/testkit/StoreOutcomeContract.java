package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Conclusion;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What came of an operation is recorded with its end: the entry, what PingOne holds now, and the credentials for that. */
public interface StoreOutcomeContract extends StoreContract {

    /** With the end of an operation everything is there at once. */
    @Test
    default void theEndRecordsTheEntryTheSettingsAndTheEndOfTheTurn() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Revision revision =
                steps.configured(environment, StoreSamples.settings("now"), StoreSamples.credentials("now"));

        assertThat(steps.find(environment))
                .contains(new Kept(
                        revision,
                        Optional.of(StoreSamples.settings("now")),
                        StoreSamples.CONFIRMED_AT,
                        Optional.of(StoreSamples.credentials("now"))));
        assertThat(steps.revisions(environment)).containsExactly(revision);
        assertThat(steps.begin(environment)).isInstanceOf(Begun.class);
    }

    /** The entry tells everything about the operation and its conclusion. */
    @Test
    default void theEntryHoldsEveryMemberOfTheOperationAndItsConclusion() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Operation operation = new Operation(
                Optional.empty(),
                Action.RESTORE,
                Optional.of(new ClientId("restorer@example.com:1")),
                new CorrelationId("a/b=c#d+e@f"),
                StoreSamples.STARTED_AT.plusNanos(7),
                StoreSamples.intent(),
                Optional.of(StoreSamples.credentials("restored")),
                StoreSamples.sealed("caller token"));
        Conclusion conclusion = new Conclusion(
                Outcome.APPLIED_IN_PART,
                Optional.of(StoreSamples.confirmed(StoreSamples.settings())),
                StoreSamples.changes(),
                Optional.of(new SecretChanges(true, false)),
                CredentialsFate.REPLACED,
                StoreSamples.ENDED_AT.plusNanos(7));

        Revision revision = steps.done(environment, operation, conclusion);

        assertThat(steps.history(environment))
                .containsExactly(new HistoryEntry(
                        revision,
                        operation.action(),
                        conclusion.outcome(),
                        operation.actor(),
                        operation.correlationId(),
                        operation.startedAt(),
                        conclusion.endedAt(),
                        conclusion.changes(),
                        conclusion.secrets()));
    }

    /** An entry of which little is to be told holds nothing else. */
    @Test
    default void theEntryOfAnOperationByNobodyHoldsNothingElse() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Revision revision = steps.done(
                environment,
                StoreSamples.removing(),
                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));

        assertThat(steps.history(environment))
                .containsExactly(new HistoryEntry(
                        revision,
                        Action.REMOVE,
                        Outcome.NOT_APPLIED,
                        Optional.empty(),
                        new CorrelationId("sample-correlation"),
                        StoreSamples.STARTED_AT,
                        StoreSamples.ENDED_AT,
                        List.of(),
                        Optional.empty()));
    }

    /** Whatever was to be done and whatever came of it is told as that. */
    @Test
    default void everyActionAndEveryOutcomeIsToldAsItself() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        for (Action action : Action.values()) {
            for (Outcome outcome : Outcome.values()) {
                steps.done(
                        environment,
                        StoreSamples.operation(action, Intent.NOTHING),
                        StoreSamples.unconfirmed(outcome, CredentialsFate.STAY));

                HistoryEntry newest = steps.history(environment).get(0);
                assertThat(newest.action()).isEqualTo(action);
                assertThat(newest.outcome()).isEqualTo(outcome);
            }
        }
    }

    /** Which secrets are different is told one by one. */
    @Test
    default void everyChangeOfASecretIsToldAsItself() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        for (boolean appSecret : new boolean[] {true, false}) {
            for (boolean userAccessToken : new boolean[] {true, false}) {
                Optional<SecretChanges> secrets = Optional.of(new SecretChanges(appSecret, userAccessToken));
                steps.done(
                        environment,
                        StoreSamples.selecting(),
                        new Conclusion(
                                Outcome.APPLIED,
                                Optional.empty(),
                                List.of(),
                                secrets,
                                CredentialsFate.STAY,
                                StoreSamples.ENDED_AT));

                assertThat(steps.history(environment).get(0).secrets()).isEqualTo(secrets);
            }
        }
    }

    /** The later settings take the place of the earlier ones. */
    @Test
    default void laterSettingsReplaceEarlierOnes() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        WhatsAppSettings bare = StoreSamples.bareSettings();
        steps.configured(environment, "first");

        Revision second = steps.configured(environment, bare, StoreSamples.credentials("second"));

        assertThat(steps.find(environment))
                .contains(new Kept(
                        second,
                        Optional.of(bare),
                        StoreSamples.CONFIRMED_AT,
                        Optional.of(StoreSamples.credentials("second"))));
    }

    /** Later entries have greater revisions, and none is given twice. */
    @Test
    default void revisionsGrow() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Revision first = steps.configured(environment, "first");
        Revision second = steps.done(
                environment, StoreSamples.selecting(), StoreSamples.unconfirmed(Outcome.UNKNOWN, CredentialsFate.STAY));
        steps.abandon(steps.turn(environment));
        Revision third = steps.done(environment, StoreSamples.removing(), StoreSamples.removed());

        assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    }

    /** Where PingOne confirmed nothing, there is an entry, and what is known stays. */
    @Test
    default void anOutcomeWithoutConfirmationLeavesWhatIsKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "before");
        Kept before = steps.known(environment);

        Revision entry = steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("in vain")),
                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));

        assertThat(steps.known(environment)).isEqualTo(before);
        assertThat(entry).isGreaterThan(before.revision());
        assertThat(steps.revisions(environment)).containsExactly(entry, before.revision());
        assertThat(steps.begun(environment, StoreSamples.selecting(), StoreSteps.LONG)
                        .kept())
                .contains(before);
    }

    /** Where PingOne never confirmed anything, nothing is known, whatever was tried. */
    @Test
    default void anOutcomeWithoutConfirmationMakesNothingKnown() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();

        Revision entry = steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("in vain")),
                StoreSamples.unconfirmed(Outcome.UNKNOWN, CredentialsFate.STAY));

        assertThat(steps.find(environment)).isEmpty();
        assertThat(steps.revisions(environment)).containsExactly(entry);
    }

    /** That PingOne holds nothing any more is something known, and the history goes on. */
    @Test
    default void aRemovalIsKeptAsNothing() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision configured = steps.configured(environment, "before");

        Revision removed = steps.done(environment, StoreSamples.removing(), StoreSamples.removed());

        assertThat(steps.find(environment))
                .contains(new Kept(removed, Optional.empty(), StoreSamples.CONFIRMED_AT, Optional.empty()));
        Revision again = steps.configured(environment, "again");
        assertThat(steps.revisions(environment)).containsExactly(again, removed, configured);
        assertThat(steps.known(environment).settings()).contains(StoreSamples.settings("again"));
    }

    /** Credentials stay when they are to, whether or not the operation brought others. */
    @Test
    default void credentialsStay() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "kept");

        steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.applied(StoreSamples.settings("selected"), CredentialsFate.STAY));
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("kept"));

        steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("refused")),
                StoreSamples.applied(StoreSamples.settings("as before"), CredentialsFate.STAY));
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("kept"));
    }

    /** Credentials are replaced by those of the operation. */
    @Test
    default void credentialsAreReplaced() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "old");

        steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("new")),
                StoreSamples.applied(StoreSamples.settings("new"), CredentialsFate.REPLACED));

        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("new"));
    }

    /** An operation that brought no credentials replaces none. */
    @Test
    default void credentialsAreNotReplacedByNone() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "kept");

        steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.applied(StoreSamples.settings("selected"), CredentialsFate.REPLACED));

        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("kept"));
    }

    /** Credentials are dropped when they are not those of what PingOne holds; earlier revisions keep theirs. */
    @Test
    default void credentialsAreDroppedAndEarlierRevisionsKeepTheirs() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision earlier = steps.configured(environment, "earlier");

        Revision later = steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("overtaken")),
                StoreSamples.applied(StoreSamples.settings("of somebody else"), CredentialsFate.DROPPED));

        assertThat(steps.known(environment).credentials()).isEmpty();
        assertThat(steps.revision(environment, later).orElseThrow().credentials())
                .isEmpty();
        assertThat(steps.revision(environment, earlier).orElseThrow().credentials())
                .contains(StoreSamples.credentials("earlier"));
    }

    /** What becomes of the credentials does not depend on whether PingOne confirmed anything. */
    @Test
    default void theFateOfCredentialsHoldsWithoutConfirmationToo() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        Revision configured = steps.configured(environment, "old");

        steps.done(
                environment,
                StoreSamples.configuring(StoreSamples.credentials("new")),
                StoreSamples.unconfirmed(Outcome.APPLIED, CredentialsFate.REPLACED));
        assertThat(steps.known(environment).credentials()).contains(StoreSamples.credentials("new"));

        steps.done(
                environment,
                StoreSamples.selecting(),
                StoreSamples.unconfirmed(Outcome.UNKNOWN, CredentialsFate.DROPPED));
        assertThat(steps.known(environment).credentials()).isEmpty();
        assertThat(steps.known(environment).revision()).isEqualTo(configured);
        assertThat(steps.known(environment).settings()).contains(StoreSamples.settings("old"));
    }

    /** Who took an operation over ends it with the credentials that it had from the beginning. */
    @Test
    default void anOperationThatWasTakenOverIsEndedWithItsCredentials() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.begun(environment, StoreSamples.configuring(StoreSamples.credentials("journal")), StoreSteps.NONE);

        Revision revision = steps.recorded(
                steps.takenOver(environment).turn(), StoreSamples.applied(StoreSamples.settings("read back")));

        assertThat(steps.find(environment))
                .contains(new Kept(
                        revision,
                        Optional.of(StoreSamples.settings("read back")),
                        StoreSamples.CONFIRMED_AT,
                        Optional.of(StoreSamples.credentials("journal"))));
        assertThat(steps.history(environment))
                .singleElement()
                .extracting(HistoryEntry::actor)
                .isEqualTo(Optional.of(new ClientId("sample-client")));
    }

    /** One environment's end changes nothing of another's. */
    @Test
    default void environmentsAreKeptApart() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId one = fresh();
        EnvironmentId other = fresh();
        steps.configured(one, "one");
        List<Object> ofOne = steps.everythingOf(one);

        steps.configured(
                other,
                StoreSamples.withCatalogue(StoreSamples.settings("other"), Catalogue.EMPTY),
                StoreSamples.credentials("other"));
        steps.done(other, StoreSamples.removing(), StoreSamples.removed());

        assertThat(steps.everythingOf(one)).isEqualTo(ofOne);
        assertThat(steps.known(other).settings()).isEmpty();
    }
}
