package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a path, a log holds only what cannot be a secret. */
class LoggedPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "/v1/environments",
                "/v1/environments/abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6/notificationsSettings/instantMessagingDeliverySettings/whatsApp",
                "/v1/environments/ABFBA8F6-49eb-49f5-a5d9-80ad5c98f9f6/notificationsSettings/instantMessagingDeliverySettings/whatsApp/numbers",
                "/whatsApp/selectedNumber",
                "/whatsApp/history/2147483647/restore",
                "/whatsApp/operations/0d2c7f5e-31c4-4b0a-9d5b-6a3f0e8c1b77"
            })
    void whatTheApiKnowsIsShown(String path) {
        assertThat(LoggedPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/environments/secret/whatsApp, /v1/environments/*/whatsApp",
        "/v1/environments/:envID, /v1/environments/*",
        "/whatsApp/history/12345678901/restore, /whatsApp/history/*/restore",
        "/whatsapp, /*",
        "/v1%2Fenvironments, /*",
        "/%0d%0aforged, /*",
        "*, *"
    })
    void anythingElseIsNot(String path, String shown) {
        assertThat(LoggedPath.of(path)).isEqualTo(shown);
    }

    @Test
    void aLongPathIsCut() {
        assertThat(LoggedPath.of("/v1".repeat(2_000)))
                .hasSizeLessThan(60)
                .startsWith("/v1/v1")
                .endsWith("/*");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, /docs, /docs",
        "/docs/, /docs, /docs",
        "/console/console.js, /console/console.js, /console/console.js",
        "/v1/environments/secret/whatsApp, /v1/environments/{envID}/whatsApp, /v1/environments/*/whatsApp"
    })
    void whatHasOneAddressIsShownWithThat(String path, String route, String shown) {
        assertThat(LoggedPath.of(path, Optional.of(route))).isEqualTo(shown);
    }

    @Test
    void anAddressOfAFileThatThereIsNotIsNotShown() {
        assertThat(LoggedPath.of("/docs/secret.js", Optional.empty())).isEqualTo("/*/*");
    }

    @Test
    void noPathAtAllIsShownAsOneThatIsNotKnown() {
        assertThat(LoggedPath.of(null)).isEqualTo("*");
    }
}
