package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Fixtures.SUPPORT;
import static io.deliverysettings.testkit.Fixtures.refusal;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Samples.withUserAccessToken;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.application.port.in.ListHistoryUseCase.Query;
import io.deliverysettings.application.port.in.ListHistoryUseCase.Result;
import io.deliverysettings.application.port.in.ListHistoryUseCase.Result.Listed;
import io.deliverysettings.application.port.in.ListHistoryUseCase.Result.PlatformRefused;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code ListHistoryUseCase}, and what changes leave in the history. */
class ListHistoryTest {

    private final World world = new World();

    @Test
    void pagesAreNewestFirstAndLeadToTheNext() {
        var first = world.configured(SALES);
        var second = world.configured(LONDON);
        var third = world.configured(SUPPORT);

        Listed newest = listed(Optional.empty(), 2);
        Listed rest = listed(newest.next(), 2);

        assertThat(newest.entries())
                .extracting(HistoryEntry::revision)
                .containsExactly(third.revision(), second.revision());
        assertThat(newest.next()).contains(second.revision());
        assertThat(rest.entries()).extracting(HistoryEntry::revision).containsExactly(first.revision());
        assertThat(rest.next()).isEmpty();
    }

    @Test
    void aPageThatIsJustFullLeadsNowhere() {
        world.configured(SALES);

        assertThat(listed(Optional.empty(), 1).next()).isEmpty();
    }

    @Test
    void anEntryTellsWhoDidWhatAndWhatCameOfIt() {
        world.configured(SALES);

        HistoryEntry entry = listed(Optional.empty(), 1).entries().get(0);

        assertThat(entry.action()).isEqualTo(Action.CONFIGURE);
        assertThat(entry.outcome()).isEqualTo(Outcome.APPLIED);
        assertThat(entry.actor()).isEqualTo(world.caller.client());
        assertThat(entry.correlationId()).isEqualTo(world.caller.correlationId());
        assertThat(entry.secrets()).contains(new SecretChanges(true, true));
        assertThat(entry.changes())
                .extracting(change -> change.member())
                .contains("whatsAppAccountBusinessId", "appId");
        assertThat(entry.toString()).doesNotContain("must-not-show");
    }

    @Test
    void aSecretThatIsDifferentIsToldSoAndNoMore() {
        world.configured(ACCOUNT_WITH_ONE_NUMBER);
        outcome(World.configure(
                world.useCases,
                world.caller,
                withUserAccessToken(desired(ACCOUNT_WITH_ONE_NUMBER), Secret.of("new-token"))));

        assertThat(world.latest().secrets()).contains(new SecretChanges(false, true));
        assertThat(world.latest().toString()).doesNotContain("new-token");
    }

    @Test
    void whomPingOneRefusesSeesNoHistory() {
        world.configured(SALES);
        world.pingOne.thenRefuse(refusal(PlatformRefusal.Kind.FORBIDDEN));

        assertThat(world.listHistory(world.another, Optional.empty(), 1)).isInstanceOf(PlatformRefused.class);
    }

    @Test
    void whomPingOneHasJustAcceptedSeesItWithoutAsking() {
        world.configured(SALES);
        int reads = world.pingOne.reads();

        listed(Optional.empty(), 1);
        assertThat(world.pingOne.reads()).isEqualTo(reads);
        world.clock.goOn(World.MAXIMUM_AGE.plus(Duration.ofMillis(1)));
        listed(Optional.empty(), 1);
        assertThat(world.pingOne.reads()).isEqualTo(reads + 1);
    }

    @Test
    void aLimitOutOfBoundsIsABugOfTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query(world.caller, ENVIRONMENT, Optional.empty(), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Query(world.caller, ENVIRONMENT, Optional.empty(), 201));
    }

    private Listed listed(Optional<Revision> before, int limit) {
        Result result = world.listHistory(world.caller, before, limit);
        assertThat(result).isInstanceOf(Listed.class);
        return (Listed) result;
    }
}
