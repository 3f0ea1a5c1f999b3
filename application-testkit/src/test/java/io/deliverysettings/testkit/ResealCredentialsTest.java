package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.outcome.ChangeOutcome.Configured;
import io.deliverysettings.application.port.in.ResealCredentialsUseCase.Command;
import io.deliverysettings.application.port.in.ResealCredentialsUseCase.Result;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code ResealCredentialsUseCase}. */
class ResealCredentialsTest {

    private final World world = new World();

    @Test
    void whatIsSealedWithAnEarlierKeyIsSealedAgainOnce() {
        world.configured(SALES);
        world.sealing.rotate();
        var before = outcome(world.store.find(ENVIRONMENT)).orElseThrow().credentials();

        assertThat(reseal()).isEqualTo(new Result(1, Set.of(), Optional.empty()));
        assertThat(outcome(world.store.find(ENVIRONMENT)).orElseThrow().credentials())
                .isPresent()
                .isNotEqualTo(before);
        assertThat(reseal()).isEqualTo(new Result(0, Set.of(), Optional.empty()));
    }

    @Test
    void whatWasSealedAgainOpens() {
        world.configured(SALES);
        world.sealing.rotate();
        reseal();

        assertThat(outcome(world.select(world.caller, LONDON))).isInstanceOf(Configured.class);
    }

    @Test
    void environmentsWhosePresentCredentialsDoNotOpenAreNamed() {
        world.configured(SALES);
        world.sealing.loseKeys();

        assertThat(reseal()).isEqualTo(new Result(0, Set.of(ENVIRONMENT), Optional.empty()));
    }

    @Test
    void credentialsOfEarlierRevisionsThatDoNotOpenAreNothingToDoAbout() {
        world.configured(SALES);
        world.sealing.loseKeys();
        world.configured(LONDON);

        assertThat(reseal().unreadable()).isEmpty();
    }

    @Test
    void pagesLeadThroughEverything() {
        world.configured(SALES);
        world.configured(LONDON);
        world.sealing.rotate();

        Result first = outcome(world.useCases.resealCredentials().reseal(new Command(Optional.empty(), 1)));
        Result second = outcome(world.useCases.resealCredentials().reseal(new Command(first.next(), 1)));
        Result last = outcome(world.useCases.resealCredentials().reseal(new Command(second.next(), 1)));

        assertThat(first.resealed() + second.resealed()).isEqualTo(2);
        assertThat(last).isEqualTo(new Result(0, Set.of(), Optional.empty()));
    }

    private Result reseal() {
        return outcome(world.useCases.resealCredentials().reseal(new Command(Optional.empty(), 100)));
    }
}
