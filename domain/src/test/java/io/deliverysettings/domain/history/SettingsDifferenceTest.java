package io.deliverysettings.domain.history;

import static io.deliverysettings.domain.history.HistorySamples.BERLIN;
import static io.deliverysettings.domain.history.HistorySamples.SALES;
import static io.deliverysettings.domain.history.HistorySamples.SUPPORT;
import static io.deliverysettings.domain.history.HistorySamples.settings;
import static io.deliverysettings.domain.history.HistorySamples.withMember;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsDifferenceTest {

    @Test
    void theSameIsNoDifference() {
        assertThat(between(settings("1", SALES), settings("1", SALES))).isEmpty();
        assertThat(SettingsDifference.between(Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void timesThatEveryWriteSetsAreNoDifference() {
        WhatsAppSettings later = HistorySamples.writtenAt(settings("1", SALES), Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(between(settings("1", SALES), later)).isEmpty();
    }

    @Test
    void anotherSelectionIsTwoChanges() {
        assertThat(between(
                        settings("1", SALES.withSelected(true), SUPPORT),
                        settings("1", SALES, SUPPORT.withSelected(true))))
                .containsExactly(
                        change("numbers[2].selected", "true", "false"), change("numbers[1].selected", "false", "true"));
    }

    @Test
    void anotherOrderOfNumbersIsNoDifference() {
        assertThat(between(settings("1", SALES, SUPPORT), settings("1", SUPPORT, SALES)))
                .isEmpty();
    }

    @Test
    void aQualityThatFallsAndAnAvailabilityThatEndsAreTold() {
        CatalogueNumber worse = new CatalogueNumber(
                SALES.numberId(),
                SALES.number(),
                false,
                Availability.UNAVAILABLE,
                SALES.verifiedName(),
                Optional.of(QualityRating.RED),
                SALES.type(),
                SALES.capabilities(),
                SALES.createdAt(),
                SALES.additional());

        assertThat(between(settings("1", SALES), settings("1", worse)))
                .containsExactly(
                        change("numbers[2].available", "true", "false"),
                        change("numbers[2].qualityRating", "GREEN", "RED"));
    }

    @Test
    void anAvailabilityThatIsNotStatedAnyMoreIsTold() {
        CatalogueNumber unstated = new CatalogueNumber(
                BERLIN.numberId(),
                BERLIN.number(),
                false,
                Availability.UNSTATED,
                BERLIN.verifiedName(),
                BERLIN.qualityRating(),
                BERLIN.type(),
                BERLIN.capabilities(),
                BERLIN.createdAt(),
                BERLIN.additional());

        assertThat(between(settings("1", BERLIN), settings("1", unstated)))
                .containsExactly(new MemberChange("numbers[3].available", Optional.of("true"), Optional.empty()));
    }

    @Test
    void aNumberThatIsGoneIsToldLast() {
        List<MemberChange> changes = between(settings("1", SALES, SUPPORT), settings("2", SUPPORT));

        assertThat(changes.get(0)).isEqualTo(change("whatsAppAccountBusinessId", "1", "2"));
        assertThat(changes.subList(1, changes.size())).isNotEmpty().allSatisfy(change -> {
            assertThat(change.member()).startsWith("numbers[2].");
            assertThat(change.after()).isEmpty();
        });
    }

    @Test
    void everythingIsNewWhereThereWasNothing() {
        assertThat(SettingsDifference.between(Optional.empty(), Optional.of(settings("1", SALES))))
                .isNotEmpty()
                .allSatisfy(change -> assertThat(change.before()).isEmpty());
    }

    @Test
    void membersThatAreNotKnownAreComparedByTheirJson() {
        assertThat(between(withMember("1"), withMember("2"))).containsExactly(change("novelty", "1", "2"));
    }

    @Test
    void numbersWithoutAnIdAreToldApartByTheirText() {
        CatalogueNumber anonymous = new CatalogueNumber(
                Optional.empty(),
                SALES.number(),
                false,
                Availability.AVAILABLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                AdditionalMembers.NONE);

        assertThat(between(settings("1", anonymous), settings("1", anonymous.withSelected(true))))
                .containsExactly(change("numbers[+1 555-010-0002].selected", "false", "true"));
    }

    private static List<MemberChange> between(WhatsAppSettings before, WhatsAppSettings after) {
        return SettingsDifference.between(Optional.of(before), Optional.of(after));
    }

    private static MemberChange change(String member, String before, String after) {
        return new MemberChange(member, Optional.of(before), Optional.of(after));
    }
}
