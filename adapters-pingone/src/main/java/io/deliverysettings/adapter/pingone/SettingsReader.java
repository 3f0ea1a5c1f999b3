package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PingOne's document of settings as a value. A member that is missing is missing in the value too; a member that is new, or
 * whose value is not of the type we know, is handed on as it is. Only without an account, or with numbers that are no list
 * of objects, or for another environment, is the document not the one that was asked for.
 */
final class SettingsReader {

    private final SecretScrubber scrubber;
    private final Set<String> read = new HashSet<>();

    private SettingsReader(SecretScrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** Empty when the document cannot be the settings of this environment. */
    static Optional<WhatsAppSettings> read(ObjectNode document, EnvironmentId asked, SecretScrubber scrubber) {
        return new SettingsReader(scrubber).settings(document, asked);
    }

    private Optional<WhatsAppSettings> settings(ObjectNode document, EnvironmentId asked) {
        Optional<String> account = text(document, "whatsAppAccountBusinessId");
        boolean another = Json.text(document.path("environment"), "id")
                .filter(id -> !id.equalsIgnoreCase(asked.toString()))
                .isPresent();
        Optional<Catalogue> catalogue = catalogue(document);
        if (account.isEmpty() || catalogue.isEmpty() || another) {
            return Optional.empty();
        }
        AdditionalMembers links = links(document);
        return Optional.of(new WhatsAppSettings(
                text(document, "id"),
                environment(document),
                instant(document, "createdAt"),
                instant(document, "updatedAt"),
                text(document, "provider").map(Provider::new),
                text(document, "type"),
                new BusinessAccountId(account.get()),
                text(document, "appId").map(AppId::new),
                catalogue.get(),
                text(document, "status"),
                // Reads `read`, which the members above have filled: it has to come last.
                Json.additional(document, read, scrubber),
                links));
    }

    /** Read only when it is an id and nothing else: there is no place for the rest in the value. */
    private Optional<String> environment(ObjectNode document) {
        JsonNode environment = document.path("environment");
        Optional<String> id = environment.size() == 1 ? Json.text(environment, "id") : Optional.empty();
        id.ifPresent(found -> read.add("environment"));
        return id;
    }

    private AdditionalMembers links(ObjectNode document) {
        // The gateway writes links of its own in any case.
        read.add("_links");
        if (document.get("_links") instanceof ObjectNode links) {
            return Json.additional(links, Set.of("self", "environment"), scrubber);
        }
        return AdditionalMembers.NONE;
    }

    private Optional<Catalogue> catalogue(ObjectNode document) {
        JsonNode numbers = document.get("numbers");
        if (numbers == null || numbers.isNull()) {
            read.add("numbers");
            return Optional.of(Catalogue.EMPTY);
        }
        if (!(numbers instanceof ArrayNode array)) {
            return Optional.empty();
        }
        List<CatalogueNumber> result = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode number)) {
                return Optional.empty();
            }
            result.add(new SettingsReader(scrubber).number(number));
        }
        read.add("numbers");
        return Optional.of(new Catalogue(result));
    }

    private CatalogueNumber number(ObjectNode number) {
        Optional<Boolean> available = flag(number, "available");
        return new CatalogueNumber(
                text(number, "numberId").map(NumberId::rebuild),
                text(number, "number").map(PhoneNumber::rebuild),
                flag(number, "selected").orElse(false),
                available
                        .map(is -> is ? Availability.AVAILABLE : Availability.UNAVAILABLE)
                        .orElse(Availability.UNSTATED),
                text(number, "verifiedName"),
                text(number, "qualityRating").map(QualityRating::new),
                text(number, "type"),
                texts(number, "capabilities"),
                instant(number, "createdAt"),
                Json.additional(number, read, scrubber));
    }

    private Optional<String> text(ObjectNode object, String member) {
        Optional<String> text = Json.text(object, member);
        text.ifPresent(found -> read.add(member));
        return text;
    }

    private Optional<Boolean> flag(ObjectNode object, String member) {
        JsonNode node = object.get(member);
        if (node == null || !node.isBoolean()) {
            return Optional.empty();
        }
        read.add(member);
        return Optional.of(node.booleanValue());
    }

    private List<String> texts(ObjectNode object, String member) {
        List<String> texts = new ArrayList<>();
        if (object.get(member) instanceof ArrayNode array) {
            for (JsonNode element : array) {
                if (!element.isTextual()) {
                    return List.of();
                }
                texts.add(element.textValue());
            }
            if (!texts.isEmpty()) {
                read.add(member);
            }
        }
        return texts;
    }

    private Optional<Instant> instant(ObjectNode object, String member) {
        try {
            Optional<Instant> instant = Json.text(object, member)
                    .map(text -> OffsetDateTime.parse(text).toInstant());
            instant.ifPresent(found -> read.add(member));
            return instant;
        } catch (DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
