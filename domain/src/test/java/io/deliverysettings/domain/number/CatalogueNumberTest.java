package io.deliverysettings.domain.number;

import static io.deliverysettings.domain.number.Fixtures.FIRST;
import static io.deliverysettings.domain.number.Fixtures.GONE;
import static io.deliverysettings.domain.number.Fixtures.sparse;
import static io.deliverysettings.domain.number.Fixtures.withoutId;
import static io.deliverysettings.domain.number.Fixtures.withoutNumber;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.document.AdditionalMembers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueNumberTest {

    @Test
    void onlyANumberThatPingOneCallsUnavailableIsUnavailable() {
        assertThat(FIRST.isAvailable()).isTrue();
        assertThat(GONE.isAvailable()).isFalse();
        assertThat(sparse(Optional.empty(), Optional.empty(), Availability.UNSTATED, Optional.empty())
                        .isAvailable())
                .isTrue();
    }

    @Test
    void selectingANumberChangesNothingElseOfIt() {
        CatalogueNumber full = full(List.of("WHATSAPP"));

        CatalogueNumber selected = full.withSelected(true);

        assertThat(selected)
                .usingRecursiveComparison()
                .ignoringFields("selected")
                .isEqualTo(full);
        assertThat(selected.selected()).isTrue();
        assertThat(selected.withSelected(false)).isEqualTo(full);
        assertThat(full.withSelected(false)).isSameAs(full);
    }

    @Test
    void aNumberIsDescribedByIdNumberAndName() {
        assertThat(full(List.of()).describe()).isEqualTo("116195731537720 (+1 555-061-2978, \"Test Number\")");
    }

    @Test
    void aDescriptionDoesWithoutWhatPingOneLeavesOut() {
        assertThat(withoutNumber("7").describe()).isEqualTo("7");
        assertThat(withoutId("+1 555-061-2978").describe()).isEqualTo("a number without id (+1 555-061-2978)");
        assertThat(sparse(Optional.empty(), Optional.empty(), Availability.AVAILABLE, Optional.empty())
                        .describe())
                .isEqualTo("a number without id");
        assertThat(new CatalogueNumber(
                                Optional.of(NumberId.of("7")),
                                Optional.empty(),
                                false,
                                Availability.AVAILABLE,
                                Optional.of("Test Number"),
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                Optional.empty(),
                                AdditionalMembers.NONE)
                        .describe())
                .isEqualTo("7 (\"Test Number\")");
    }

    @Test
    void theCapabilitiesAreCopied() {
        List<String> capabilities = new ArrayList<>(List.of("WHATSAPP"));
        CatalogueNumber number = full(capabilities);
        capabilities.clear();

        assertThat(number.capabilities()).containsExactly("WHATSAPP").isUnmodifiable();
    }

    @Test
    void aShortlyMadeNumberIsNotSelected() {
        assertThat(FIRST.selected()).isFalse();
        assertThat(FIRST.availability()).isEqualTo(Availability.AVAILABLE);
        assertThat(GONE.availability()).isEqualTo(Availability.UNAVAILABLE);
        assertThat(FIRST.verifiedName()).contains("Name of 116195731537720");
        assertThat(FIRST.qualityRating()).contains(QualityRating.GREEN);
    }

    private static CatalogueNumber full(List<String> capabilities) {
        return new CatalogueNumber(
                Optional.of(NumberId.of("116195731537720")),
                Optional.of(PhoneNumber.of("+1 555-061-2978")),
                false,
                Availability.AVAILABLE,
                Optional.of("Test Number"),
                Optional.of(QualityRating.GREEN),
                Optional.of("WHATSAPP"),
                capabilities,
                Optional.of(Instant.parse("2024-05-06T07:08:09.123Z")),
                new AdditionalMembers(Map.of("new", "1")));
    }
}
