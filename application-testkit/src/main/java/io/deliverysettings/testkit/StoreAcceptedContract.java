package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.StoreContract.await;
import static io.deliverysettings.testkit.StoreSteps.LONG;
import static io.deliverysettings.testkit.StoreSteps.NONE;
import static io.deliverysettings.testkit.StoreSteps.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.SettingsStorePort.Abandoned;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Begun;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Busy;
import io.deliverysettings.application.port.out.SettingsStorePort.Beginning.Made;
import io.deliverysettings.application.port.out.SettingsStorePort.CredentialsFate;
import io.deliverysettings.application.port.out.SettingsStorePort.Kept;
import io.deliverysettings.application.port.out.SettingsStorePort.Operation;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An operation that was accepted before is made once, however often it is begun. */
public interface StoreAcceptedContract extends StoreContract {

    /** An operation that was not made yet is begun like any other. */
    @Test
    default void anAcceptedOperationIsBegun() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        steps.configured(environment, "before");

        assertThat(begin(environment, someId())).isInstanceOf(Begun.class);
    }

    /** Once it was made, it is not begun again, and whoever tries is told what came of it. */
    @Test
    default void whatWasMadeIsNotMadeAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        Revision made = steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.configuring(StoreSamples.credentials("made"))),
                StoreSamples.applied(StoreSamples.settings("made")));
        List<Object> before = steps.everythingOf(environment);

        assertThat(begin(environment, id))
                .isEqualTo(new Made(
                        steps.history(environment).get(0),
                        Optional.of(new Kept(
                                made,
                                Optional.of(StoreSamples.settings("made")),
                                StoreSamples.CONFIRMED_AT,
                                Optional.of(StoreSamples.credentials("made"))))));
        assertThat(steps.everythingOf(environment)).isEqualTo(before);
        assertThat(steps.begin(environment)).isInstanceOf(Begun.class);
    }

    /** Of an operation that changed nothing, or after which PingOne did not say, nothing is known that it brought about. */
    @Test
    default void whatWasMadeWithoutAConfirmationTellsNothingKept() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        steps.configured(environment, "before");
        steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.selecting()),
                StoreSamples.unconfirmed(Outcome.UNKNOWN, CredentialsFate.STAY));

        assertThat(begin(environment, id))
                .isEqualTo(new Made(steps.history(environment).get(0), Optional.empty()));
    }

    /** What came to nothing can be begun again by its id, and is made then. */
    @Test
    default void whatCameToNothingWasNotMade() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.selecting()),
                StoreSamples.unconfirmed(Outcome.NOT_APPLIED, CredentialsFate.STAY));

        assertThat(begin(environment, id)).isInstanceOf(Begun.class);
    }

    /** What is told of it is what came of it, and not what came later. */
    @Test
    default void whatWasMadeIsToldAsItWasThen() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        Revision made = steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.selecting()),
                StoreSamples.applied(StoreSamples.settings("made"), CredentialsFate.STAY));
        HistoryEntry entry = steps.history(environment).get(0);
        steps.done(
                environment,
                StoreSamples.accepted(someId(), StoreSamples.selecting()),
                StoreSamples.applied(StoreSamples.settings("later"), CredentialsFate.STAY));

        assertThat(begin(environment, id)).isEqualTo(new Made(entry, steps.revision(environment, made)));
    }

    /** One that was made is so while another one is open, too. */
    @Test
    default void whatWasMadeIsToldWhileAnotherIsOpen() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.selecting()),
                StoreSamples.applied(StoreSamples.settings("made"), CredentialsFate.STAY));
        steps.turn(environment);

        assertThat(begin(environment, id)).isInstanceOf(Made.class);
        assertThat(begin(environment, someId())).isInstanceOf(Busy.class);
    }

    /** While it is open itself, it is not begun a second time. */
    @Test
    default void whatIsBeingMadeIsBusy() {
        EnvironmentId environment = fresh();
        OperationId id = someId();
        begin(environment, id);

        assertThat(begin(environment, id)).isInstanceOf(Busy.class);
    }

    /** One that was taken over tells its id, and what recovery makes of it is what came of it. */
    @Test
    default void whatRecoveryHasEndedWasMade() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        Operation operation =
                StoreSamples.accepted(id, StoreSamples.configuring(StoreSamples.credentials("recovered")));
        steps.begun(environment, operation, NONE);

        Abandoned abandoned = steps.takenOver(environment);
        assertThat(abandoned.operation()).isEqualTo(operation);
        steps.recorded(abandoned.turn(), StoreSamples.applied(StoreSamples.settings("recovered")));

        assertThat(begin(environment, id))
                .isEqualTo(new Made(steps.history(environment).get(0), steps.find(environment)));
    }

    /** A turn that was given back made nothing: the operation can be begun again. */
    @Test
    default void whatWasGivenBackWasNotMade() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        steps.abandon(((Begun) begin(environment, id)).turn());

        assertThat(begin(environment, id)).isInstanceOf(Begun.class);
    }

    /** Another turn than that of before has another name, though the operation is the same. */
    @Test
    default void theTurnOfBeforeDoesNotEndWhatIsBegunAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        Begun first = (Begun) begin(environment, id);
        steps.abandon(first.turn());
        begin(environment, id);

        steps.assertFencedOff(first.turn());
    }

    /** An id counts in its environment, and an operation without one is never what was made before. */
    @Test
    default void othersWereNotMadeByThatId() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.selecting()),
                StoreSamples.applied(StoreSamples.settings("made"), CredentialsFate.STAY));
        steps.configured(environment, "without an id");

        assertThat(begin(fresh(), id)).isInstanceOf(Begun.class);
        assertThat(begin(environment, someId())).isInstanceOf(Begun.class);
    }

    /** What was made is so for whoever opens the store next. */
    @Test
    default void whatWasMadeIsSoWhenTheStoreIsOpenedAgain() {
        StoreSteps steps = new StoreSteps(store());
        EnvironmentId environment = fresh();
        OperationId id = someId();
        steps.done(
                environment,
                StoreSamples.accepted(id, StoreSamples.selecting()),
                StoreSamples.applied(StoreSamples.settings("made"), CredentialsFate.STAY));

        Beginning again =
                await(reopened().begin(environment, StoreSamples.accepted(id, StoreSamples.selecting()), LONG));

        assertThat(again).isInstanceOf(Made.class);
    }

    private Beginning begin(EnvironmentId environment, OperationId id) {
        return await(store().begin(environment, StoreSamples.accepted(id, StoreSamples.selecting()), LONG));
    }

    private static OperationId someId() {
        return new OperationId(UUID.randomUUID());
    }
}
