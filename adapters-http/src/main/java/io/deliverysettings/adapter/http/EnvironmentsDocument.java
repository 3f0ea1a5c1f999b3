package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Known;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase.Page;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/** A page of the environments that the gateway knows, as a HAL collection. The gateway's own. */
final class EnvironmentsDocument {

    private EnvironmentsDocument() {}

    /** Where the next page begins stands beside the page, since it is made up for each answer. */
    static Buffer of(Page listed, PageQuery<EnvironmentId> page, Optional<EnvironmentId> nextStart, Links links) {
        return JsonDocument.object(json -> {
            String environments = links.environments();
            json.writeObjectFieldStart("_links");
            JsonDocument.link(json, "self", environments + page.text(EnvironmentsCursor::of));
            if (nextStart.isPresent()) {
                PageQuery<EnvironmentId> next = page.following(nextStart.get());
                JsonDocument.link(json, "next", environments + next.text(EnvironmentsCursor::of));
            }
            json.writeEndObject();
            JsonDocument.embedded(
                    json, "environments", listed.environments(), environment -> write(environment, links, json));
        });
    }

    private static void write(Known known, Links links, JsonGenerator json) throws IOException {
        String id = known.environment().toString();
        WhatsAppSettings settings = known.settings();
        json.writeStartObject();
        json.writeObjectFieldStart("_links");
        JsonDocument.link(json, "self", links.environment(id));
        JsonDocument.link(json, "whatsApp", links.whatsApp(id));
        JsonDocument.link(json, "numbers", links.numbers(id));
        JsonDocument.link(json, "history", links.history(id));
        json.writeEndObject();
        json.writeStringField("id", id);
        JsonDocument.text(json, "provider", settings.provider().map(Provider::value));
        json.writeStringField("whatsAppAccountBusinessId", settings.accountId().value());
        Optional<CatalogueNumber> selected =
                settings.catalogue().selected().stream().findFirst();
        if (selected.isPresent()) {
            json.writeObjectFieldStart("selectedNumber");
            NumbersDocument.identify(selected.get(), json);
            NumbersDocument.quality(selected.get(), json);
            NumbersDocument.availability(selected.get(), json);
            json.writeEndObject();
        }
        JsonDocument.text(json, "status", settings.status());
        json.writeNumberField("revision", known.revision().number());
        JsonDocument.instant(json, "confirmedAt", Optional.of(known.confirmedAt()));
        json.writeNumberField("openOperations", known.openOperations());
        json.writeEndObject();
    }
}
