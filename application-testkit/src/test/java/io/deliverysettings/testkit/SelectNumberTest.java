package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.SUPPORT;
import static io.deliverysettings.testkit.Fixtures.UNAVAILABLE_PARIS;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selectedOf;
import static io.deliverysettings.testkit.Fixtures.unavailable;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.application.outcome.ChangeOutcome.NumberNotSelectable;
import io.deliverysettings.application.outcome.ChangeOutcome.NumberRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.PlatformRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.RequestRefused;
import io.deliverysettings.application.port.in.SelectNumberUseCase.Command;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code SelectNumberUseCase}. */
class SelectNumberTest {

    private final World world = new World();

    @Test
    void aNumberIsSwitchedByOneWriteWithTheStoredCredentials() {
        world.configured(SALES);
        int reads = world.pingOne.reads();

        Configured configured = outcome(world.select(world.caller, LONDON), Configured.class);

        assertThat(selectedOf(configured.settings())).containsExactly(LONDON);
        List<DesiredSettings> writes = world.pingOne.writes();
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1)).isEqualTo(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));
        assertThat(world.pingOne.reads()).as("what was just written is known").isEqualTo(reads);
    }

    @Test
    void theHistorySaysSo() {
        var before = world.configured(SALES);

        Configured configured = outcome(world.select(world.caller, LONDON), Configured.class);

        HistoryEntry entry = world.latest();
        assertThat(configured.revision()).isEqualTo(entry.revision()).isGreaterThan(before.revision());
        assertThat(entry.action()).isEqualTo(Action.SELECT_NUMBER);
        assertThat(entry.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(entry.secrets()).isEmpty();
        assertThat(entry.changes()).hasSize(2);
    }

    @Test
    void withRefreshPingOneIsAskedFirst() {
        world.configured(SALES);
        int reads = world.pingOne.reads();
        world.pingOne.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES, unavailable(LONDON)));
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(SALES)));
        int writes = world.pingOne.writes().size();

        ChangeOutcome outcome = outcome(world.select(world.caller, LONDON, true, World.ALWAYS));

        assertThat(outcome).isInstanceOf(NumberNotSelectable.class);
        assertThat(world.pingOne.reads()).isEqualTo(reads + 1);
        assertThat(world.pingOne.writes()).hasSize(writes);
    }

    @Test
    void aNumberThatTheRulesRefuseIsRefusedBeforeAnythingIsWritten() {
        world.configured(SALES);

        NumberNotSelectable refused = outcome(world.select(world.caller, UNAVAILABLE_PARIS), NumberNotSelectable.class);

        assertThat(refused.refusal().selectable()).hasSize(4);
        assertThat(world.pingOne.writes()).hasSize(1);
        assertThat(world.history()).hasSize(1);
        assertThat(world.store.openOperations()).isEmpty();
    }

    @Test
    void anEntryThatNamesNoNumberIsRefusedBeforeAnythingIsAsked() {
        ChangeOutcome outcome = outcome(world.useCases
                .selectNumber()
                .select(new Command(
                        world.caller,
                        ENVIRONMENT,
                        new NumberEntry(Optional.empty(), Optional.empty(), true),
                        false,
                        World.ALWAYS)));

        assertThat(outcome).isInstanceOf(RequestRefused.class);
        assertThat(world.pingOne.reads()).isZero();
    }

    @Test
    void whereTheGatewayHasNoCredentialsTheyAreAskedFor() {
        outcome(world.pingOne.replace(
                Samples.call(world.caller, ENVIRONMENT), desired(ACCOUNT_WITH_FIVE_NUMBERS), () -> {}));

        assertThat(outcome(world.select(world.caller, SALES)))
                .isEqualTo(new CredentialsNeeded(CredentialsNeeded.Reason.NONE_STORED));
        assertThat(world.pingOne.writes()).hasSize(1);
    }

    @Test
    void whereTheKeyIsLostTheReasonIsTold() {
        world.configured(SALES);
        world.sealing.loseKeys();

        assertThat(outcome(world.select(world.caller, LONDON)))
                .isEqualTo(new CredentialsNeeded(CredentialsNeeded.Reason.KEY_LOST));
        assertThat(world.found(world.caller).settings().accountId()).isEqualTo(ACCOUNT_WITH_FIVE_NUMBERS);
    }

    @Test
    void afterTheAccountIsConfiguredAgainWithANewKeyTheNumberCanBeSwitched() {
        world.configured(SALES);
        world.sealing.loseKeys();
        world.configured(SALES);

        assertThat(outcome(world.select(world.caller, LONDON))).isInstanceOf(Configured.class);
    }

    @Test
    void aTokenThatPingOneHasNotAcceptedIsNotJudgedByWhatIsStored() {
        world.configured(SALES);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));

        assertThat(outcome(world.select(world.another, UNAVAILABLE_PARIS))).isInstanceOf(PlatformRefused.class);
    }

    @Test
    void thereBeingNothingSetIsPingOnesRefusal() {
        PlatformRefused refused = outcome(world.select(world.caller, SALES), PlatformRefused.class);

        assertThat(refused.refusal().kind()).isEqualTo(PlatformRefusal.Kind.NOT_FOUND);
        assertThat(world.history()).isEmpty();
    }

    @Test
    void aNumberThatPingOneHasLostSinceIsRefusedAndTheEarlierOneKept() {
        world.configured(SALES);
        world.pingOne.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(SUPPORT, SALES));

        NumberRefused refused = outcome(world.select(world.caller, LONDON), NumberRefused.class);

        assertThat(selectedOf(refused.saved())).containsExactly(SALES);
        assertThat(world.latest().outcome()).isEqualTo(Outcome.APPLIED_IN_PART);
    }

    @Test
    void whatPingOneRefusesIsInTheHistoryAsNotApplied() {
        var before = world.configured(SALES);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.INVALID));

        assertThat(outcome(world.select(world.caller, LONDON))).isInstanceOf(PlatformRefused.class);
        assertThat(world.latest().outcome()).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(world.found(world.caller).revision()).contains(before.revision());
    }
}
