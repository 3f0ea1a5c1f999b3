package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The facts of PingOne's own example. */
final class Samples {

    static final String ENVIRONMENT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";
    static final String PATH = path(ENVIRONMENT);
    static final String BEARER = "Bearer bearer.of-the_caller~+/==";

    static final CatalogueNumber NUMBER = new CatalogueNumber(
            Optional.of(NumberId.of("116195731537720")),
            Optional.of(PhoneNumber.of("+1 555-061-2978")),
            true,
            Availability.AVAILABLE,
            Optional.of("Test Number"),
            Optional.of(QualityRating.GREEN),
            Optional.of("WHATSAPP"),
            List.of("WHATSAPP"),
            Optional.of(Instant.parse("2024-11-03T14:39:44.631Z")),
            AdditionalMembers.NONE);

    static final WhatsAppSettings SETTINGS =
            settings(Instant.parse("2024-09-19T09:19:02.448Z"), NUMBER, AdditionalMembers.NONE, AdditionalMembers.NONE);

    static final Revision REVISION = new Revision(7);

    /** PingOne's own words, with something of everything that must be handed on. */
    static final PlatformError WORDS = new PlatformError(
            Optional.of("0b6f1a34-9a07-4a5e-8c39-6b1f6a0f0c01"),
            "CODE_OF_PINGONE",
            "PingOne says why.",
            List.of(new PlatformError.Detail(
                    Optional.of("INVALID_VALUE"),
                    Optional.of("appSecret"),
                    Optional.of("Meta does not accept it."),
                    new AdditionalMembers(Map.of("innerError", "{\"allowedPattern\":\"^a$\"}")))),
            new AdditionalMembers(Map.of("helpUrl", "\"https://example.com/help\"")));

    private Samples() {}

    static String path(String environment) {
        return "/v1/environments/" + environment + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    }

    static WhatsAppSettings settings(
            Instant createdAt, CatalogueNumber number, AdditionalMembers additional, AdditionalMembers links) {
        return new WhatsAppSettings(
                Optional.of("7d9b2232-7589-4721-8381-1aa848c4030c"),
                Optional.of(ENVIRONMENT),
                Optional.of(createdAt),
                Optional.of(Instant.parse("2024-11-03T14:39:43.743Z")),
                Optional.of(Provider.CUSTOM_WHATSAPP),
                Optional.of("WHATSAPP"),
                new BusinessAccountId("107794359053209"),
                Optional.of(new AppId("263386889724299")),
                new Catalogue(List.of(number)),
                Optional.of("Created"),
                additional,
                links);
    }

    /** What a read finds when PingOne itself was asked. */
    static ReadWhatsAppUseCase.Result found(WhatsAppSettings settings) {
        return new ReadWhatsAppUseCase.Result.Found(
                settings, Optional.of(REVISION), ReadWhatsAppUseCase.Source.PLATFORM, Duration.ZERO);
    }

    static PlatformRefusal refusal(PlatformRefusal.Kind kind) {
        return new PlatformRefusal(kind, WORDS);
    }

    /** A request without a fault; the secrets are those of a test that wants to find them again. */
    static ObjectNode body(String appSecret, String userAccessToken) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("provider", "CUSTOM_WHATSAPP")
                .put("whatsAppAccountBusinessId", "107794359053209")
                .put("appId", "263386889724299")
                .put("userAccessToken", userAccessToken)
                .put("appSecret", appSecret);
        body.putArray("numbers")
                .addObject()
                .put("selected", true)
                .put("number", "+1 555-061-2978")
                .put("numberId", "116195731537720");
        return body;
    }

    static ObjectNode body() {
        return body("the-app-secret", "the-user-token");
    }

    /** The example answer as one line, with the addresses of a gateway and the links that are its own. */
    static String exampleAnswer(String origin) {
        try (InputStream resource =
                Objects.requireNonNull(Samples.class.getResourceAsStream("put-response-201.json"))) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode document = Answer.json(text.replace("https://api.pingone.eu", origin));
            ObjectNode links = (ObjectNode) document.path("_links");
            for (String own : List.of("numbers", "selectedNumber", "history")) {
                links.putObject(own).put("href", origin + PATH + "/" + own);
            }
            return document.toString();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
