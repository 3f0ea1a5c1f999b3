package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.sandbox.SandboxOptions.TemplatesPlacement;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The resource as PingOne writes it: its members in the order of PingOne's own example. */
final class SettingsDocument {

    static final String PATH_IN_ENVIRONMENT = "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";

    // Instant.toString leaves out milliseconds that are zero.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private SettingsDocument() {}

    /**
     * Writes the resource.
     *
     * @param apiUrl the base of the links, without a slash at its end
     */
    static ObjectNode of(StoredSettings settings, EnvironmentId environment, String apiUrl) {
        String environmentUrl = apiUrl + "/environments/" + environment.text();
        String updatedAt = TIME.format(settings.updatedAt());
        ObjectNode document = Json.object();
        ObjectNode links = document.putObject("_links");
        links.putObject("self").put("href", environmentUrl + PATH_IN_ENVIRONMENT);
        links.putObject("environment").put("href", environmentUrl);
        document.put("id", settings.id().toString());
        document.putObject("environment").put("id", environment.text());
        document.put("createdAt", TIME.format(settings.createdAt()));
        document.put("updatedAt", updatedAt);
        document.put("provider", settings.provider());
        document.put("type", "WHATSAPP");
        document.put("whatsAppAccountBusinessId", settings.account());
        document.put("appId", settings.appId());
        ArrayNode numbers = document.putArray("numbers");
        for (OfferedNumber offered : AccountCatalogue.numbersOf(settings.account())) {
            ObjectNode number = numbers.addObject();
            number.put("type", "WHATSAPP");
            number.put("selected", settings.selectedNumberId().equals(Optional.of(offered.numberId())));
            number.put("available", offered.available());
            number.put("createdAt", updatedAt);
            number.put("number", offered.number());
            number.putArray("capabilities").add("WHATSAPP");
            number.put("numberId", offered.numberId());
            number.put("verifiedName", offered.verifiedName());
            number.put("qualityRating", offered.qualityRating());
        }
        document.put("status", "Created");
        if (settings.account().equals(TestValues.UNKNOWN_MEMBERS_ACCOUNT)) {
            addUnknownMembers(document);
        }
        return document;
    }

    static void addTemplates(ObjectNode document, TemplatesPlacement placement) {
        ObjectNode parent = placement == TemplatesPlacement.EMBEDDED ? document.putObject("_embedded") : document;
        ArrayNode templates = parent.putArray("whatsAppTemplates");
        templates
                .addObject()
                .put("id", "300000000000001")
                .put("name", "one_time_passcode")
                .put("category", "AUTHENTICATION")
                .put("language", "en_US");
        templates
                .addObject()
                .put("id", "300000000000002")
                .put("name", "account_notice")
                .put("category", "UTILITY")
                .put("language", "de");
    }

    private static void addUnknownMembers(ObjectNode document) {
        document.withObject("/_links").putObject("sandboxFutureLink").put("href", "https://example.invalid/future");
        document.put("type", "WHATSAPP_FUTURE");
        document.put("status", "FUTURE_STATUS");
        document.putObject("sandboxFutureMember").put("enabled", true);
        for (var number : document.withArray("/numbers")) {
            ((ObjectNode) number)
                    .put("type", "WHATSAPP_FUTURE")
                    .put("qualityRating", "FUTURE_RATING")
                    .put("sandboxFutureMember", "future")
                    .withArray("/capabilities")
                    .add("FUTURE_CAPABILITY");
        }
    }
}
