package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Answer;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Expansion;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Replaced;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The in-memory platform holds the contract, is as unhelpful as PingOne may be, and does what a script says. */
class InMemoryPlatformSettingsAdapterTest implements PlatformSettingsPortContract {

    private final InMemoryPlatformSettingsAdapter platform = new InMemoryPlatformSettingsAdapter(Fixtures.CLOCK);

    @Override
    public PlatformSettingsPort port() {
        return platform;
    }

    @Test
    void nothingIsSelectedUnasked() {
        assertThat(selectedBy()).isEmpty();
    }

    @Test
    void aNumberIsKnownOnlyAsThePlatformWritesIt() {
        assertThat(selectedBy(Samples.selectingNumber("+1 555-061-2978"))).containsExactly(Samples.ONLY_NUMBER);
        assertThat(selectedBy(Samples.selectingNumber("+15550612978"))).isEmpty();
    }

    @Test
    void aNumberThatTheAccountLacksIsIgnored() {
        assertThat(selectedBy(Samples.selectingId("999"))).isEmpty();
    }

    @Test
    void anEntryThatIsNotSelectedSelectsNothing() {
        assertThat(selectedBy(Fixtures.notSelecting(Samples.ONLY_NUMBER))).isEmpty();
    }

    @Test
    void aNumberThatIsNotAvailableIsIgnored() {
        platform.offer(Samples.ACCOUNT_WITH_ONE_NUMBER, List.of(Fixtures.unavailable(Samples.ONLY_NUMBER)));

        assertThat(selectedBy(Fixtures.selecting(Samples.ONLY_NUMBER))).isEmpty();
    }

    @Test
    void anAccountThatIsNotKnownOffersNothing() {
        WhatsAppSettings settings = written(Samples.desired(new BusinessAccountId("4711")));

        assertThat(settings.catalogue().numbers()).isEmpty();
    }

    @Test
    void timesAreTheClocks() {
        WhatsAppSettings settings = written(Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER));

        assertThat(settings.createdAt()).contains(Fixtures.CLOCK.instant());
        assertThat(settings.updatedAt()).contains(Fixtures.CLOCK.instant());
    }

    @Test
    void aScriptIsFollowedCallByCall() {
        platform.thenAnswer();
        platform.thenRefuse(Fixtures.refusal(PlatformRefusal.Kind.CONFLICT));
        platform.thenFail(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN));

        assertThat(write(Samples.selectingId("1"))).isInstanceOf(Answer.Done.class);
        assertThat(write(Samples.selectingId("2"))).isInstanceOf(Answer.Refused.class);
        assertThat(fault(platform.read(Samples.call(Samples.ENVIRONMENT), Expansion.NONE))
                        .kind())
                .isEqualTo(PortFault.Kind.TIMEOUT);
        assertThat(write(Samples.selectingId("3"))).isInstanceOf(Answer.Done.class);
        assertThat(platform.reads()).isEqualTo(1);
        assertThat(platform.writes())
                .containsExactly(
                        Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER, Samples.selectingId("1")),
                        Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER, Samples.selectingId("2")),
                        Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER, Samples.selectingId("3")));
    }

    @Test
    void aScriptedRefusalOrFailureChangesNothing() {
        written(Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER));
        platform.thenRefuse(Fixtures.refusal(PlatformRefusal.Kind.CONFLICT));
        platform.thenFail(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.UNKNOWN));

        Answer<Replaced> refused = outcome(platform.replace(
                Samples.call(Samples.ENVIRONMENT), Samples.desired(Samples.ACCOUNT_WITH_FIVE_NUMBERS), () -> {}));
        PortFault failed = fault(platform.remove(Samples.call(Samples.ENVIRONMENT)));

        assertThat(refused).isInstanceOf(Answer.Refused.class);
        assertThat(failed.effect()).isEqualTo(PortFault.Effect.UNKNOWN);
        assertThat(outcome(platform.read(Samples.call(Samples.ENVIRONMENT), Expansion.NONE))
                        .<Optional<?>>fold(found -> Optional.of(found.accountId()), refusal -> Optional.empty()))
                .isEqualTo(Optional.of(Samples.ACCOUNT_WITH_ONE_NUMBER));
    }

    @Test
    void aSelectionCanBeScriptedForOneWrite() {
        platform.thenSelectInstead();
        platform.thenSelectInstead(Samples.ONLY_NUMBER);

        assertThat(selectedBy(Fixtures.selecting(Samples.ONLY_NUMBER))).isEmpty();
        assertThat(selectedBy()).containsExactly(Samples.ONLY_NUMBER);
        assertThat(selectedBy()).isEmpty();
    }

    private List<CatalogueNumber> selectedBy(NumberEntry... entries) {
        return Fixtures.selectedOf(written(Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER, entries)));
    }

    private Answer<Replaced> write(NumberEntry... entries) {
        return outcome(platform.replace(
                Samples.call(Samples.ENVIRONMENT),
                Samples.desired(Samples.ACCOUNT_WITH_ONE_NUMBER, entries),
                () -> {}));
    }

    private WhatsAppSettings written(DesiredSettings desired) {
        return outcome(platform.replace(Samples.call(Samples.ENVIRONMENT), desired, () -> {}))
                .fold(Replaced::settings, refusal -> {
                    throw new AssertionError("refused: " + refusal);
                });
    }
}
