package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.outcome.ChangeOutcome.PreconditionFailed;
import io.deliverysettings.application.outcome.ChangeOutcome.Removed;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberEntry;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A change is made only if what its caller knows still holds. */
class ConditionalChangesTest {

    private final World world = new World();

    @Test
    void aRevisionThatIsStillThePresentOneLetsTheChangeBeMade() {
        Revision present = world.configured(SALES).revision();

        assertThat(world.configureIf(at(present))).isInstanceOf(Configured.class);
    }

    @Test
    void aRevisionThatIsNotThePresentOneAnyMoreStopsEveryChange() {
        Revision earlier = world.configured(SALES).revision();
        Revision present = world.configured(LONDON).revision();
        int writes = world.pingOne.writes().size();
        PreconditionFailed failed = new PreconditionFailed(Optional.of(present));

        assertThat(world.configureIf(at(earlier))).isEqualTo(failed);
        assertThat(outcome(world.select(world.caller, SALES, false, at(earlier))))
                .isEqualTo(failed);
        assertThat(outcome(world.remove(at(earlier)))).isEqualTo(failed);
        assertThat(world.pingOne.writes()).hasSize(writes);
        assertThat(world.history()).hasSize(2);
        assertThat(world.store.openOperations()).isEmpty();
    }

    @Test
    void aChangeMadeElsewhereIsNoticedBeforeTheConditionIsJudged() {
        Revision known = world.configured(SALES).revision();
        world.writtenElsewhere(desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(LONDON)));

        PreconditionFailed failed = (PreconditionFailed) world.configureIf(at(known));

        assertThat(failed.current().orElseThrow()).isGreaterThan(known);
    }

    @Test
    void createOnlyIsStoppedByWhatIsThere() {
        Revision present = world.configured(SALES).revision();

        assertThat(world.configureIf(new Precondition.Absent()))
                .isEqualTo(new PreconditionFailed(Optional.of(present)));
    }

    @Test
    void createOnlyCreatesWhereThereIsNothing() {
        assertThat(world.configureIf(new Precondition.Absent())).isInstanceOf(Configured.class);
    }

    @Test
    void changeOnlyIsStoppedWhereThereIsNothing() {
        assertThat(world.configureIf(new Precondition.Exists())).isEqualTo(new PreconditionFailed(Optional.empty()));
        assertThat(world.pingOne.writes()).isEmpty();
    }

    @Test
    void aRemovalWithAConditionThatHoldsIsMade() {
        Revision present = world.configured(SALES).revision();

        assertThat(outcome(world.remove(at(present)))).isEqualTo(new Removed());
    }

    private static Precondition at(Revision revision) {
        return new Precondition.IsAt(Set.of(revision));
    }
}
