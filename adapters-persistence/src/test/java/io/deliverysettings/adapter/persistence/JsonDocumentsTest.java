package io.deliverysettings.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.deliverysettings.testkit.StoreSamples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDocumentsTest {

    /** No database takes half a surrogate pair, which PingOne's JSON can hold. */
    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDCF1\uD83D", "\u0000", "\uFFFF", "\uD83D\uDCF1"})
    void everyTextIsWrittenInAsciiAndComesBack(String text) {
        WhatsAppSettings settings = StoreSamples.settings(text);

        String json = JsonDocuments.write(settings);

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(json)).isTrue();
        assertThat(JsonDocuments.settings(json)).isEqualTo(settings);
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() {
        String json = JsonDocuments.write(StoreSamples.settings());

        assertThat(JsonDocuments.settings(json.replaceFirst("\\{", "{\"later\":{\"a\":[1]},")))
                .isEqualTo(StoreSamples.settings());
    }

    @Test
    void whatIsNotADocumentOfOursIsUnreadable() {
        String json = JsonDocuments.write(StoreSamples.settings());

        for (String damaged : List.of(
                "",
                "null",
                "[]",
                "{}",
                json.substring(0, json.length() - 1),
                json + json,
                json.replace("AVAILABLE", "PERHAPS"),
                json.replaceAll("\"createdAt\":\"[^\"]*\"", "\"createdAt\":\"yesterday\""))) {
            assertThatThrownBy(() -> JsonDocuments.settings(damaged))
                    .as(damaged)
                    .isInstanceOf(UnreadableRecord.class);
        }
    }
}
