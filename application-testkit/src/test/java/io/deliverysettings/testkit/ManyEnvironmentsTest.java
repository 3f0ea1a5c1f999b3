package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Fixtures.LONDON;
import static io.deliverysettings.testkit.Fixtures.SALES;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_FIVE_NUMBERS;
import static io.deliverysettings.testkit.Samples.ACCOUNT_WITH_ONE_NUMBER;
import static io.deliverysettings.testkit.Samples.desired;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ConfirmEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Gap;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Known;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Page;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.application.service.UseCases.Admission;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.BusinessAccountId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The environments that the gateway knows: who is told of which, and how they are kept up to date when nobody asks. */
class ManyEnvironmentsTest {

    private final World world = new World();
    private final WatchedPlatform watched = new WatchedPlatform(world.pingOne);
    private final UseCases ofTheGateway = world.with(watched, world.store, Admission.BY_GATEWAY, Duration.ZERO);

    @Test
    void theyAreListedInTheOrderOfTheirIdsPageByPage() {
        configure(3, 1, 2);

        List<EnvironmentId> listed = new ArrayList<>();
        Optional<EnvironmentId> after = Optional.empty();
        int pages = 0;
        do {
            Page page = page(world.useCases, world.caller, after, 2);
            page.environments().forEach(known -> listed.add(known.environment()));
            after = page.next().map(Gap::last);
            pages++;
        } while (after.isPresent());

        assertThat(listed).containsExactly(environment(1), environment(2), environment(3));
        assertThat(pages).isEqualTo(2);
    }

    @Test
    void whatIsKnownOfOneIsTold() {
        configure(1);

        Known known = page(world.useCases, world.caller, Optional.empty(), 10)
                .environments()
                .get(0);

        assertThat(known.settings().accountId()).isEqualTo(ACCOUNT_WITH_FIVE_NUMBERS);
        assertThat(known.settings().catalogue().selected())
                .extracting(number -> number.numberId())
                .containsExactly(SALES.numberId());
        assertThat(known.revision().number()).isEqualTo(1);
        assertThat(known.confirmedAt()).isEqualTo(world.clock.instant());
        assertThat(known.openOperations()).isZero();
    }

    @Test
    void whatPingOneDoesNotLetACallerSeeIsLeftOut() {
        configure(1, 2);
        world.pingOne.thenRefuse(Fixtures.refusal(PlatformRefusal.Kind.FORBIDDEN));

        Page page = page(world.useCases, world.another, Optional.empty(), 10);

        assertThat(page.environments()).extracting(Known::environment).containsExactly(environment(2));
        assertThat(page.next()).isEmpty();
    }

    @Test
    void aTokenThatPingOneRefusesIsToldNothing() {
        configure(1, 2, 3);
        int reads = world.pingOne.reads();
        Caller refused = Samples.callerWith(Samples.REFUSED_BEARER_TOKEN);

        assertThat(fault(world.useCases
                                .listEnvironments()
                                .list(new ListEnvironmentsUseCase.Query(
                                        refused, Access.unrestricted(), Optional.empty(), 10)))
                        .kind())
                .isEqualTo(PortFault.Kind.CREDENTIALS_REFUSED);
        assertThat(world.pingOne.reads()).as("one call is enough to find out").isEqualTo(reads + 1);
    }

    @Test
    void pingOneIsNotAskedAgainAboutWhatItHasJustSaid() {
        configure(1, 2);
        int reads = world.pingOne.reads();

        page(world.useCases, world.caller, Optional.empty(), 10);

        assertThat(world.pingOne.reads()).isEqualTo(reads);
    }

    @Test
    void whereTheGatewayDecidesPingOneIsNotAskedAtAll() {
        configure(1, 2);
        world.clock.goOn(Duration.ofHours(1));

        Page page = page(ofTheGateway, world.another, Optional.empty(), 10);

        assertThat(page.environments()).hasSize(2);
        assertThat(watched.calls()).isEmpty();
    }

    @Test
    void onesInWhichNothingIsSetAreNotListed() {
        configure(1);
        outcome(world.useCases
                .removeWhatsApp()
                .remove(new RemoveWhatsAppUseCase.Command(world.caller, environment(1), World.ALWAYS)));

        assertThat(page(ofTheGateway, world.caller, Optional.empty(), 10).environments())
                .isEmpty();
    }

    @Test
    void whatSomebodyChangedPastTheGatewayIsRecordedWithBeforeAndAfter() {
        configure(1, 2);
        elsewhere(1, ACCOUNT_WITH_ONE_NUMBER);
        world.clock.goOn(Duration.ofHours(1));

        assertThat(confirm(Duration.ofMinutes(30), 10)).isEqualTo(new ConfirmEnvironmentsUseCase.Result(2, 1, 0));

        HistoryEntry drift = history(1).get(0);
        assertThat(drift.action()).isEqualTo(Action.OBSERVE);
        assertThat(drift.outcome()).isEqualTo(Outcome.OVERTAKEN);
        assertThat(drift.actor()).isEmpty();
        assertThat(drift.changes())
                .anySatisfy(change -> assertThat(change.toString())
                        .contains(ACCOUNT_WITH_FIVE_NUMBERS.value(), ACCOUNT_WITH_ONE_NUMBER.value()));
        assertThat(history(2)).hasSize(1);
    }

    @Test
    void whatSomebodyRemovedPastTheGatewayIsRecorded() {
        configure(1);
        outcome(world.pingOne.remove(Samples.call(environment(1))));
        world.clock.goOn(Duration.ofHours(1));

        assertThat(confirm(Duration.ofMinutes(30), 10).drifted()).isEqualTo(1);
        assertThat(history(1).get(0).action()).isEqualTo(Action.OBSERVE);
    }

    @Test
    void onlyWhatWasNotConfirmedForSoLongIsAskedAboutAndTheLongestAgoFirst() {
        configure(1);
        world.clock.goOn(Duration.ofHours(1));
        configure(2);
        world.clock.goOn(Duration.ofHours(1));
        configure(3);

        assertThat(confirm(Duration.ofMinutes(30), 1).asked()).isEqualTo(1);
        assertThat(confirm(Duration.ofMinutes(30), 10).asked()).isEqualTo(1);
        assertThat(confirm(Duration.ofMinutes(30), 10).asked()).isZero();
        assertThat(watched.calls())
                .extracting(WatchedPlatform.Seen::environment)
                .containsExactly(environment(1), environment(2));
    }

    @Test
    void anybodyWhoWaitsGoesFirst() {
        configure(1);
        world.clock.goOn(Duration.ofHours(1));

        confirm(Duration.ZERO, 10);

        assertThat(watched.priorities()).containsExactly(Priority.BACKGROUND);
    }

    @Test
    void oneThatPingOneDoesNotTellDoesNotKeepTheOthersFromBeingConfirmed() {
        configure(1, 2);
        world.clock.goOn(Duration.ofHours(1));
        world.pingOne.thenFail(Fixtures.away());

        assertThat(confirm(Duration.ofMinutes(30), 10)).isEqualTo(new ConfirmEnvironmentsUseCase.Result(2, 0, 1));
    }

    @Test
    void withoutTheStoreNothingIsConfirmed() {
        world.store.becomeUnavailable();

        assertThat(fault(ofTheGateway
                                .confirmEnvironments()
                                .confirm(new ConfirmEnvironmentsUseCase.Command(world.caller, Duration.ZERO, 10)))
                        .kind())
                .isEqualTo(PortFault.Kind.STORE_UNAVAILABLE);
    }

    private static EnvironmentId environment(int number) {
        return new EnvironmentId(new UUID(9, number));
    }

    private void configure(int... numbers) {
        for (int number : numbers) {
            outcome(world.useCases
                    .configureWhatsApp()
                    .configure(new ConfigureWhatsAppUseCase.Command(
                            world.caller,
                            environment(number),
                            desired(ACCOUNT_WITH_FIVE_NUMBERS, NumberEntry.selecting(SALES)),
                            World.ALWAYS)));
        }
    }

    private void elsewhere(int number, BusinessAccountId account) {
        world.clock.goOn(Duration.ofSeconds(1));
        outcome(world.pingOne.replace(
                Samples.call(environment(number)), desired(account, NumberEntry.selecting(LONDON)), () -> {}));
    }

    private ConfirmEnvironmentsUseCase.Result confirm(Duration age, int most) {
        return outcome(ofTheGateway
                .confirmEnvironments()
                .confirm(new ConfirmEnvironmentsUseCase.Command(world.caller, age, most)));
    }

    private static Page page(UseCases useCases, Caller caller, Optional<EnvironmentId> after, int limit) {
        return outcome(useCases.listEnvironments()
                .list(new ListEnvironmentsUseCase.Query(caller, Access.unrestricted(), after, limit)));
    }

    private List<HistoryEntry> history(int number) {
        return outcome(world.store.history(environment(number), Optional.empty(), 100));
    }
}
