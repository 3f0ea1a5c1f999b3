package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The settings as PingOne would answer them, in the member order of its own example; only the links are the gateway's. */
final class SettingsDocument {

    private static final Set<String> OUR_LINKS = Set.of("self", "environment", "numbers", "selectedNumber", "history");

    private SettingsDocument() {}

    static Buffer of(WhatsAppSettings settings, Links links, EnvironmentId asked) {
        return JsonDocument.object(json -> write(settings, links, asked, json));
    }

    private static void write(WhatsAppSettings settings, Links links, EnvironmentId asked, JsonGenerator json)
            throws IOException {
        String environment = settings.environmentId().orElseGet(asked::toString);
        json.writeObjectFieldStart("_links");
        JsonDocument.link(json, "self", links.whatsApp(environment));
        JsonDocument.link(json, "environment", links.environment(environment));
        JsonDocument.link(json, "numbers", links.numbers(environment));
        JsonDocument.link(json, "selectedNumber", links.selectedNumber(environment));
        JsonDocument.link(json, "history", links.history(environment));
        JsonDocument.additional(json, withoutOurs(settings.additionalLinks()));
        json.writeEndObject();
        JsonDocument.text(json, "id", settings.id());
        if (!JsonDocument.isAdditional("environment", settings.additional())) {
            json.writeObjectFieldStart("environment");
            json.writeStringField("id", environment);
            json.writeEndObject();
        }
        JsonDocument.instant(json, "createdAt", settings.createdAt());
        JsonDocument.instant(json, "updatedAt", settings.updatedAt());
        JsonDocument.text(json, "provider", settings.provider().map(Provider::value));
        JsonDocument.text(json, "type", settings.type());
        json.writeStringField("whatsAppAccountBusinessId", settings.accountId().value());
        JsonDocument.text(json, "appId", settings.appId().map(AppId::value));
        json.writeArrayFieldStart("numbers");
        for (CatalogueNumber number : settings.catalogue().numbers()) {
            write(number, json);
        }
        json.writeEndArray();
        JsonDocument.text(json, "status", settings.status());
        JsonDocument.additional(json, settings.additional());
    }

    /** Should PingOne come to use one of these names, the gateway's link still leads to what the gateway offers. */
    private static AdditionalMembers withoutOurs(AdditionalMembers links) {
        Map<String, String> others = new LinkedHashMap<>(links.jsonByName());
        others.keySet().removeAll(OUR_LINKS);
        return new AdditionalMembers(others);
    }

    private static void write(CatalogueNumber number, JsonGenerator json) throws IOException {
        json.writeStartObject();
        JsonDocument.text(json, "type", number.type());
        if (!JsonDocument.isAdditional("selected", number.additional())) {
            json.writeBooleanField("selected", number.selected());
        }
        NumbersDocument.availability(number, json);
        JsonDocument.instant(json, "createdAt", number.createdAt());
        JsonDocument.text(json, "number", number.number().map(PhoneNumber::text));
        if (!number.capabilities().isEmpty()) {
            json.writeArrayFieldStart("capabilities");
            for (String capability : number.capabilities()) {
                json.writeString(capability);
            }
            json.writeEndArray();
        }
        JsonDocument.text(json, "numberId", number.numberId().map(NumberId::value));
        JsonDocument.text(json, "verifiedName", number.verifiedName());
        NumbersDocument.quality(number, json);
        JsonDocument.additional(json, number.additional());
        json.writeEndObject();
    }
}
