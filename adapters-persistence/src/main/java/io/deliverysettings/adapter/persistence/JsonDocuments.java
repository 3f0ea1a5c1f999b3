package io.deliverysettings.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.Catalogue;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Values of the domain as JSON and back, each exactly as it was. Members that a value does not have are left out. A member
 * that a later version adds has to be one that may be missing, since what is stored stays as it is.
 */
final class JsonDocuments {

    /** ASCII only: no database accepts every character as such, half a surrogate pair or a NUL least of all. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonDocuments() {}

    /** An object without members. */
    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String write(WhatsAppSettings settings) {
        return write(json(settings));
    }

    static ObjectNode json(WhatsAppSettings settings) {
        ObjectNode json = object();
        put(json, "id", settings.id());
        put(json, "environmentId", settings.environmentId());
        put(json, "createdAt", settings.createdAt().map(Instant::toString));
        put(json, "updatedAt", settings.updatedAt().map(Instant::toString));
        put(json, "provider", settings.provider().map(Provider::value));
        put(json, "type", settings.type());
        json.put("accountId", settings.accountId().value());
        put(json, "appId", settings.appId().map(AppId::value));
        ArrayNode numbers = json.putArray("numbers");
        settings.catalogue().numbers().forEach(number -> numbers.add(json(number)));
        put(json, "status", settings.status());
        put(json, "additional", settings.additional());
        put(json, "additionalLinks", settings.additionalLinks());
        return json;
    }

    static WhatsAppSettings settings(String text) {
        return read(text, JsonDocuments::settings);
    }

    static WhatsAppSettings settings(JsonNode json) {
        return new WhatsAppSettings(
                textIfAny(json, "id"),
                textIfAny(json, "environmentId"),
                textIfAny(json, "createdAt").map(Instant::parse),
                textIfAny(json, "updatedAt").map(Instant::parse),
                textIfAny(json, "provider").map(Provider::new),
                textIfAny(json, "type"),
                new BusinessAccountId(text(json, "accountId")),
                textIfAny(json, "appId").map(AppId::new),
                new Catalogue(all(json.required("numbers"), JsonDocuments::number)),
                textIfAny(json, "status"),
                additional(json, "additional"),
                additional(json, "additionalLinks"));
    }

    static ObjectNode json(CatalogueNumber number) {
        ObjectNode json = object();
        put(json, "numberId", number.numberId().map(NumberId::value));
        put(json, "number", number.number().map(PhoneNumber::text));
        json.put("selected", number.selected());
        json.put("availability", number.availability().name());
        put(json, "verifiedName", number.verifiedName());
        put(json, "qualityRating", number.qualityRating().map(QualityRating::value));
        put(json, "type", number.type());
        ArrayNode capabilities = json.putArray("capabilities");
        number.capabilities().forEach(capabilities::add);
        put(json, "createdAt", number.createdAt().map(Instant::toString));
        put(json, "additional", number.additional());
        return json;
    }

    static CatalogueNumber number(JsonNode json) {
        return new CatalogueNumber(
                textIfAny(json, "numberId").map(NumberId::rebuild),
                textIfAny(json, "number").map(PhoneNumber::rebuild),
                flag(json, "selected"),
                Availability.valueOf(text(json, "availability")),
                textIfAny(json, "verifiedName"),
                textIfAny(json, "qualityRating").map(QualityRating::new),
                textIfAny(json, "type"),
                all(json.required("capabilities"), JsonNode::textValue),
                textIfAny(json, "createdAt").map(Instant::parse),
                additional(json, "additional"));
    }

    static String write(Intent intent) {
        ObjectNode json = object();
        put(json, "provider", intent.provider().map(Provider::value));
        put(json, "accountId", intent.accountId().map(BusinessAccountId::value));
        put(json, "appId", intent.appId().map(AppId::value));
        intent.selected().ifPresent(entry -> json.set("selected", json(entry)));
        return write(json);
    }

    static Intent intent(String text) {
        return read(
                text,
                json -> new Intent(
                        textIfAny(json, "provider").map(Provider::new),
                        textIfAny(json, "accountId").map(BusinessAccountId::new),
                        textIfAny(json, "appId").map(AppId::new),
                        Optional.ofNullable(json.get("selected")).map(JsonDocuments::entry)));
    }

    static ObjectNode json(NumberEntry entry) {
        ObjectNode json = object();
        put(json, "numberId", entry.numberId().map(NumberId::value));
        put(json, "number", entry.number().map(PhoneNumber::text));
        return json.put("selected", entry.selected());
    }

    static NumberEntry entry(JsonNode json) {
        return new NumberEntry(
                textIfAny(json, "numberId").map(NumberId::rebuild),
                textIfAny(json, "number").map(PhoneNumber::rebuild),
                flag(json, "selected"));
    }

    static String write(List<MemberChange> changes) {
        ArrayNode array = MAPPER.createArrayNode();
        for (MemberChange change : changes) {
            ObjectNode json = array.addObject().put("member", change.member());
            put(json, "before", change.before());
            put(json, "after", change.after());
        }
        return write(array);
    }

    static List<MemberChange> changes(String text) {
        return read(
                text,
                array -> all(
                        array,
                        json -> new MemberChange(
                                text(json, "member"), textIfAny(json, "before"), textIfAny(json, "after"))));
    }

    static String write(SecretChanges changes) {
        return write(MAPPER.createObjectNode()
                .put("appSecret", changes.appSecret())
                .put("userAccessToken", changes.userAccessToken()));
    }

    static SecretChanges secretChanges(String text) {
        return read(text, json -> new SecretChanges(flag(json, "appSecret"), flag(json, "userAccessToken")));
    }

    /** Members beyond the known ones go by their text: parsing it again could write a number differently. */
    static void put(ObjectNode parent, String member, AdditionalMembers additional) {
        if (!additional.jsonByName().isEmpty()) {
            ObjectNode json = parent.putObject(member);
            additional.jsonByName().forEach(json::put);
        }
    }

    static AdditionalMembers additional(JsonNode parent, String member) {
        Map<String, String> members = new LinkedHashMap<>();
        parent.path(member)
                .properties()
                .forEach(entry -> members.put(entry.getKey(), entry.getValue().textValue()));
        return new AdditionalMembers(members);
    }

    static void put(ObjectNode json, String member, Optional<String> value) {
        value.ifPresent(text -> json.put(member, text));
    }

    static String text(JsonNode json, String member) {
        return json.required(member).textValue();
    }

    static Optional<String> textIfAny(JsonNode json, String member) {
        return Optional.ofNullable(json.get(member)).map(JsonNode::textValue);
    }

    static boolean flag(JsonNode json, String member) {
        return json.required(member).booleanValue();
    }

    /** For a variant that a newer program has written. */
    static IllegalArgumentException unknownKind(String of, JsonNode json) {
        return new IllegalArgumentException("an unknown kind of " + of + ": " + json.path("kind"));
    }

    static <T> List<T> all(JsonNode array, Function<JsonNode, T> reader) {
        List<T> values = new ArrayList<>(array.size());
        array.forEach(element -> values.add(reader.apply(element)));
        return values;
    }

    static String write(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of texts and flags can always be written", impossible);
        }
    }

    static <T> T read(String text, Function<JsonNode, T> reader) {
        try {
            return reader.apply(MAPPER.readTree(text));
        } catch (JsonProcessingException
                | DateTimeException
                | IllegalArgumentException
                | NullPointerException damaged) {
            throw new UnreadableRecord(damaged);
        }
    }
}
