package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodedSettingsTest {

    private static final EnvironmentId ENVIRONMENT = EnvironmentId.of(Samples.ENVIRONMENT);
    private static final Links LINKS = new Links("http://127.0.0.1:8080/v1");

    private final EncodedSettings documents = new EncodedSettings();

    @Test
    void theSameSettingsAreWrittenOnce() {
        Buffer first = documents.of(Samples.SETTINGS, LINKS, ENVIRONMENT);

        assertThat(first).isEqualTo(SettingsDocument.of(Samples.SETTINGS, LINKS, ENVIRONMENT));
        assertThat(documents.of(Samples.SETTINGS, LINKS, ENVIRONMENT)).isSameAs(first);
    }

    @Test
    void otherSettingsOfAnEnvironmentAreNotMistakenForTheEarlierOnes() {
        documents.of(Samples.SETTINGS, LINKS, ENVIRONMENT);
        WhatsAppSettings changed = settings(AdditionalMembers.NONE);

        assertThat(documents.of(changed, LINKS, ENVIRONMENT))
                .isEqualTo(SettingsDocument.of(changed, LINKS, ENVIRONMENT))
                .isNotEqualTo(SettingsDocument.of(Samples.SETTINGS, LINKS, ENVIRONMENT));
    }

    @Test
    void whoCallsByAnotherNameGetsLinksOfThatName() {
        documents.of(Samples.SETTINGS, LINKS, ENVIRONMENT);
        Links others = new Links("https://settings.example.com/v1");

        assertThat(documents.of(Samples.SETTINGS, others, ENVIRONMENT))
                .isEqualTo(SettingsDocument.of(Samples.SETTINGS, others, ENVIRONMENT));
    }

    @Test
    void largeDocumentsAreNotKept() {
        WhatsAppSettings large = settings(
                new AdditionalMembers(Map.of("notes", '"' + "x".repeat(EncodedSettings.LONGEST_DOCUMENT) + '"')));
        Buffer first = documents.of(large, LINKS, ENVIRONMENT);

        assertThat(documents.of(large, LINKS, ENVIRONMENT)).isEqualTo(first).isNotSameAs(first);
    }

    @Test
    void whatHasNotBeenAskedForLongestIsForgotten() {
        Buffer first = documents.of(Samples.SETTINGS, LINKS, ENVIRONMENT);
        for (int i = 0; i < EncodedSettings.MOST_DOCUMENTS; i++) {
            documents.of(Samples.SETTINGS, LINKS, EnvironmentId.of("00000000-0000-4000-8000-%012x".formatted(i)));
        }

        assertThat(documents.of(Samples.SETTINGS, LINKS, ENVIRONMENT))
                .isEqualTo(first)
                .isNotSameAs(first);
    }

    private static WhatsAppSettings settings(AdditionalMembers additional) {
        return Samples.settings(
                Instant.parse("2025-09-19T09:19:02.448Z"), Samples.NUMBER, AdditionalMembers.NONE, additional);
    }
}
