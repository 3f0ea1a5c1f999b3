package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Fixtures.selectedOf;
import static io.deliverysettings.testkit.Fixtures.unavailable;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Samples.withUserAccessToken;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.outcome.ChangeOutcome.CredentialsNeeded;
import io.deliverysettings.application.outcome.ChangeOutcome.NumberNotSelectable;
import io.deliverysettings.application.outcome.ChangeOutcome.PlatformRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.Removed;
import io.deliverysettings.application.outcome.ChangeOutcome.RevisionUnknown;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.DesiredSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code RestoreRevisionUseCase}. */
class RestoreRevisionTest {

    private final World world = new World();

    @Test
    void accountCredentialsAndNumberOfARevisionAreSetAgain() {
        Configured first = world.configured(SALES);
        DesiredSettings other = withUserAccessToken(desired(ACCOUNT_WITH_ONE_NUMBER), Secret.of("another-token"));
        outcome(World.configure(world.useCases, world.caller, other), Configured.class);

        Configured restored = outcome(world.restore(first.revision()), Configured.class);

        assertThat(restored.settings().accountId()).isEqualTo(ACCOUNT_WITH_FIVE_NUMBERS);
        assertThat(selectedOf(restored.settings())).containsExactly(SALES);
        assertThat(lastWrite()).isEqualTo(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(SALES)));
        assertThat(world.latest().action()).isEqualTo(Action.RESTORE);
        assertThat(world.latest().secrets()).contains(new SecretChanges(false, true));
        assertThat(restored.revision()).isEqualTo(world.latest().revision());
    }

    @Test
    void afterARestoreTheNumberCanBeSwitchedWithTheRestoredCredentials() {
        Configured first = world.configured(SALES);
        outcome(World.configure(
                world.useCases,
                world.caller,
                withUserAccessToken(desired(ACCOUNT_WITH_FIVE_NUMBERS), Secret.of("another-token"))));
        outcome(world.restore(first.revision()), Configured.class);

        outcome(world.select(world.caller, LONDON), Configured.class);

        assertThat(lastWrite()).isEqualTo(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));
    }

    @Test
    void whatWasRemovedCanBeRestored() {
        Configured first = world.configured(SALES);
        outcome(world.remove(World.ALWAYS), Removed.class);

        Configured restored = outcome(world.restore(first.revision()), Configured.class);

        assertThat(selectedOf(restored.settings())).containsExactly(SALES);
    }

    @Test
    void aNumberThatCannotBeSelectedAnyMoreIsRefusedBeforeAnythingIsWritten() {
        Configured first = world.configured(SALES);
        world.configured(LONDON);
        world.pingOne.offer(ACCOUNT_WITH_FIVE_NUMBERS, List.of(unavailable(SALES), LONDON));
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));
        int writes = world.pingOne.writes().size();

        assertThat(outcome(world.restore(first.revision()))).isInstanceOf(NumberNotSelectable.class);
        assertThat(world.pingOne.writes()).hasSize(writes);
    }

    @Test
    void aRevisionThatWasOnlyObservedHasNoCredentials() {
        world.configured(ACCOUNT_WITH_ONE_NUMBER);
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS));
        world.clock.goOn(World.MAXIMUM_AGE.plusMillis(1));
        Revision observed = world.found(world.caller).revision().orElseThrow();

        assertThat(outcome(world.restore(observed)))
                .isEqualTo(new CredentialsNeeded(CredentialsNeeded.Reason.NONE_STORED));
    }

    @Test
    void aRevisionThatIsNotThereOrHoldsNothingIsUnknown() {
        Configured first = world.configured(SALES);
        world.pingOne.thenAnswer();
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.INVALID));
        outcome(World.configure(world.useCases, world.caller, desired(ACCOUNT_WITH_ONE_NUMBER)));
        Revision refused = world.latest().revision();

        assertThat(outcome(world.restore(refused))).isEqualTo(new RevisionUnknown());
        assertThat(outcome(world.restore(new Revision(1000)))).isEqualTo(new RevisionUnknown());
        assertThat(outcome(world.restore(first.revision()))).isInstanceOf(Configured.class);
    }

    @Test
    void whetherThereIsARevisionIsNotToldToWhomPingOneRefuses() {
        Configured first = world.configured(SALES);
        world.clock.goOn(World.MAXIMUM_AGE.plusMillis(1));

        assertThat(List.of(first.revision(), new Revision(1000))).allSatisfy(revision -> {
            world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));

            assertThat(outcome(world.restore(revision)))
                    .isEqualTo(new PlatformRefused(refusal(PlatformRefusal.Kind.FORBIDDEN)));
        });
        assertThat(world.history()).hasSize(1);
        assertThat(world.store.openOperations()).isEmpty();
    }

    private DesiredSettings lastWrite() {
        List<DesiredSettings> writes = world.pingOne.writes();
        return writes.get(writes.size() - 1);
    }
}
