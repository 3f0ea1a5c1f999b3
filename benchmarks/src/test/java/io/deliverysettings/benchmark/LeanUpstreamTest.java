package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class LeanUpstreamTest {

    private static final String DOCUMENT =
            LeanUpstream.document(Workload.writes().paths().get(77));

    @Test
    void theDocumentHasNineHundredBytes() {
        assertThat(DOCUMENT).hasSize(900);
    }

    @Test
    void itIsThatOfTheEnvironmentWithWhatWasWritten() {
        JsonObject document = new JsonObject(DOCUMENT);
        JsonObject written = new JsonObject(Workload.BODY);

        assertThat(document.getJsonObject("environment").getString("id"))
                .isEqualTo("00000000-0000-4000-8000-00000000004d");
        assertThat(document.getString("whatsAppAccountBusinessId"))
                .isEqualTo(written.getString("whatsAppAccountBusinessId"));
        JsonObject number = document.getJsonArray("numbers").getJsonObject(0);
        assertThat(number.getBoolean("selected")).isTrue();
        assertThat(number.getString("numberId"))
                .isEqualTo(written.getJsonArray("numbers").getJsonObject(0).getString("numberId"));
    }
}
