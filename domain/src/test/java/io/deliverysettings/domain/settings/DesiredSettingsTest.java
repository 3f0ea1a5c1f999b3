package io.deliverysettings.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesiredSettingsTest {

    private static final NumberEntry ENTRY =
            new NumberEntry(Optional.of(NumberId.of("116195731537720")), Optional.empty(), true);

    @Test
    void printedSettingsHideBothSecrets() {
        assertThat(settings(Optional.of(List.of(ENTRY))).toString())
                .doesNotContain("app|secret")
                .doesNotContain("EAAtoken")
                .contains("appSecret=Secret[********], userAccessToken=Secret[********]")
                .contains("107794359053209");
    }

    @Test
    void aMissingListHasNoEntriesButIsNotAnEmptyOne() {
        assertThat(settings(Optional.empty()).entries()).isEmpty();
        assertThat(settings(Optional.of(List.of(ENTRY))).entries()).containsExactly(ENTRY);
        assertThat(settings(Optional.empty())).isNotEqualTo(settings(Optional.of(List.of())));
    }

    @Test
    void selectingANumberReplacesTheEntriesAndNothingElse() {
        NumberEntry other = new NumberEntry(Optional.of(NumberId.of("2")), Optional.empty(), true);

        assertThat(settings(Optional.of(List.of(ENTRY, ENTRY))).selecting(other))
                .isEqualTo(settings(Optional.of(List.of(other))));
        assertThat(settings(Optional.empty()).selecting(other)).isEqualTo(settings(Optional.of(List.of(other))));
    }

    @Test
    void selectingNoneRemovesTheEntriesAndNothingElse() {
        assertThat(settings(Optional.of(List.of(ENTRY))).selectingNone()).isEqualTo(settings(Optional.empty()));
    }

    @Test
    void theEntriesAreCopied() {
        List<NumberEntry> entries = new ArrayList<>(List.of(ENTRY));
        DesiredSettings settings = settings(Optional.of(entries));
        entries.clear();

        assertThat(settings.entries()).containsExactly(ENTRY).isUnmodifiable();
    }

    private static DesiredSettings settings(Optional<List<NumberEntry>> entries) {
        return new DesiredSettings(
                Provider.CUSTOM_WHATSAPP,
                new BusinessAccountId("107794359053209"),
                new AppId("263386889724299"),
                Secret.of("app|secret"),
                Secret.of("EAAtoken"),
                entries);
    }
}
