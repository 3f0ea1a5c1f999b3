package io.deliverysettings.domain.history;

import static io.deliverysettings.domain.history.HistorySamples.SALES;
import static io.deliverysettings.domain.history.HistorySamples.SUPPORT;
import static io.deliverysettings.domain.history.HistorySamples.WRITTEN_AT;
import static io.deliverysettings.domain.history.HistorySamples.settings;
import static io.deliverysettings.domain.history.HistorySamples.withoutTime;
import static io.deliverysettings.domain.history.HistorySamples.writtenAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadBackTest {

    private static final WhatsAppSettings SALES_SELECTED = settings("1", SALES.withSelected(true), SUPPORT);
    private static final WhatsAppSettings SUPPORT_SELECTED =
            writtenAt(settings("1", SALES, SUPPORT.withSelected(true)), WRITTEN_AT.plus(Duration.ofSeconds(1)));
    private static final Intent TO_SUPPORT = Intent.selecting(NumberEntry.selecting(SUPPORT));
    private static final Intent ACCOUNT_1 = account("1");

    @Test
    void whatIsThereAsItWasWantedIsApplied() {
        assertThat(select(SALES_SELECTED, SUPPORT_SELECTED)).isEqualTo(Outcome.APPLIED);
        assertThat(configure(ACCOUNT_1, Optional.empty(), SALES_SELECTED)).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void theSameWrittenAgainIsAppliedSinceItsTimeIsNew() {
        WhatsAppSettings again = writtenAt(SALES_SELECTED, WRITTEN_AT.plus(Duration.ofSeconds(1)));

        assertThat(configure(ACCOUNT_1, Optional.of(SALES_SELECTED), again)).isEqualTo(Outcome.APPLIED);
    }

    @Test
    void theAccountWithoutTheNumberIsAppliedInPart() {
        WhatsAppSettings none = writtenAt(settings("1", SALES, SUPPORT), WRITTEN_AT.plus(Duration.ofSeconds(1)));

        assertThat(select(SALES_SELECTED, none)).isEqualTo(Outcome.APPLIED_IN_PART);
    }

    @Test
    void whatIsThereAsItWasIsNotApplied() {
        assertThat(select(SALES_SELECTED, SALES_SELECTED)).isEqualTo(Outcome.NOT_APPLIED);
        assertThat(ReadBack.judge(Action.CONFIGURE, ACCOUNT_1, Optional.empty(), Optional.empty()))
                .isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void anotherAccountThanWantedIsOvertaken() {
        assertThat(configure(ACCOUNT_1, Optional.of(SALES_SELECTED), settings("2")))
                .isEqualTo(Outcome.OVERTAKEN);
        assertThat(select(SALES_SELECTED, settings("2", SUPPORT.withSelected(true))))
                .isEqualTo(Outcome.OVERTAKEN);
    }

    @Test
    void nothingWhereSomethingWasWantedIsOvertaken() {
        assertThat(ReadBack.judge(Action.CONFIGURE, ACCOUNT_1, Optional.of(SALES_SELECTED), Optional.empty()))
                .isEqualTo(Outcome.OVERTAKEN);
    }

    @Test
    void withoutTimesTheSameWrittenAgainCannotBeTold() {
        WhatsAppSettings timeless = withoutTime(SALES_SELECTED);

        assertThat(configure(ACCOUNT_1, Optional.of(timeless), timeless)).isEqualTo(Outcome.UNKNOWN);
        assertThat(configure(account("2"), Optional.of(timeless), timeless)).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void aRemovalIsToldByThereBeingNothing() {
        assertThat(remove(Optional.of(SALES_SELECTED), Optional.empty())).isEqualTo(Outcome.APPLIED);
        assertThat(remove(Optional.of(SALES_SELECTED), Optional.of(SALES_SELECTED)))
                .isEqualTo(Outcome.NOT_APPLIED);
        assertThat(remove(Optional.of(SALES_SELECTED), Optional.of(SUPPORT_SELECTED)))
                .isEqualTo(Outcome.OVERTAKEN);
    }

    @Test
    void anAppOrAProviderOtherThanWantedIsOvertaken() {
        WhatsAppSettings now = writtenAt(SALES_SELECTED, WRITTEN_AT.plus(Duration.ofSeconds(1)));
        Optional<BusinessAccountId> account = Optional.of(new BusinessAccountId("1"));
        Intent otherApp = new Intent(Optional.empty(), account, Optional.of(new AppId("9")), Optional.empty());
        Intent otherProvider =
                new Intent(Optional.of(new Provider("OTHER")), account, Optional.empty(), Optional.empty());

        assertThat(configure(otherApp, Optional.of(SALES_SELECTED), now)).isEqualTo(Outcome.OVERTAKEN);
        assertThat(configure(otherProvider, Optional.of(SALES_SELECTED), now)).isEqualTo(Outcome.OVERTAKEN);
    }

    private static Outcome select(WhatsAppSettings before, WhatsAppSettings now) {
        return ReadBack.judge(Action.SELECT_NUMBER, TO_SUPPORT, Optional.of(before), Optional.of(now));
    }

    private static Outcome configure(Intent intent, Optional<WhatsAppSettings> before, WhatsAppSettings now) {
        return ReadBack.judge(Action.CONFIGURE, intent, before, Optional.of(now));
    }

    private static Outcome remove(Optional<WhatsAppSettings> before, Optional<WhatsAppSettings> now) {
        return ReadBack.judge(Action.REMOVE, Intent.NOTHING, before, now);
    }

    private static Intent account(String id) {
        return new Intent(
                Optional.of(Provider.CUSTOM_WHATSAPP),
                Optional.of(new BusinessAccountId(id)),
                Optional.of(new AppId("1")),
                Optional.empty());
    }
}
