package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.application.port.in.ListHistoryUseCase.Result.Listed;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.HistoryEntry;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.SecretChanges;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A page of what was done to the settings, as a HAL collection. The gateway's own: PingOne keeps no history. */
final class HistoryDocument {

    private HistoryDocument() {}

    static Buffer of(Listed listed, HistoryPage page, Links links) {
        String environment = page.environment().toString();
        return JsonDocument.object(json -> {
            String history = links.history(environment);
            json.writeObjectFieldStart("_links");
            JsonDocument.link(json, "self", history + page.query());
            JsonDocument.link(json, "whatsApp", links.whatsApp(environment));
            if (listed.next().isPresent()) {
                JsonDocument.link(
                        json,
                        "next",
                        history + page.following(listed.next().get()).query());
            }
            json.writeEndObject();
            JsonDocument.embedded(json, "history", listed.entries(), entry -> write(entry, environment, links, json));
        });
    }

    private static void write(HistoryEntry entry, String environment, Links links, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        if (canBeRestored(entry)) {
            json.writeObjectFieldStart("_links");
            JsonDocument.link(json, "restore", links.restore(environment, entry.revision()));
            json.writeEndObject();
        }
        json.writeNumberField("revision", entry.revision().number());
        json.writeStringField("action", entry.action().name());
        json.writeStringField("outcome", entry.outcome().name());
        if (entry.actor().isPresent()) {
            json.writeObjectFieldStart("actor");
            JsonDocument.text(json, "clientId", entry.actor().map(ClientId::value));
            json.writeEndObject();
        }
        json.writeStringField("correlationId", entry.correlationId().value());
        JsonDocument.instant(json, "startedAt", Optional.of(entry.startedAt()));
        JsonDocument.instant(json, "endedAt", Optional.of(entry.endedAt()));
        json.writeNumberField(
                "durationMs",
                Duration.between(entry.startedAt(), entry.endedAt()).toMillis());
        json.writeArrayFieldStart("changes");
        for (MemberChange change : entry.changes()) {
            write(change, json);
        }
        json.writeEndArray();
        if (entry.secrets().isPresent()) {
            write(entry.secrets().get(), json);
        }
        json.writeEndObject();
    }

    /** An entry after which PingOne held settings that can be set again. */
    private static boolean canBeRestored(HistoryEntry entry) {
        boolean tellsWhatPingOneHeld = entry.outcome() != Outcome.NOT_APPLIED && entry.outcome() != Outcome.UNKNOWN;
        // Where nothing but removed members are told, there was nothing any more.
        boolean heldNothing = !entry.changes().isEmpty()
                && entry.changes().stream().allMatch(change -> change.after().isEmpty());
        return tellsWhatPingOneHeld && !heldNothing && entry.action() != Action.REMOVE;
    }

    private static void write(MemberChange change, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("member", change.member());
        JsonDocument.text(json, "before", change.before());
        JsonDocument.text(json, "after", change.after());
        json.writeEndObject();
    }

    private static void write(SecretChanges secrets, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("secrets");
        json.writeStringField("appSecret", changed(secrets.appSecret()));
        json.writeStringField("userAccessToken", changed(secrets.userAccessToken()));
        json.writeEndObject();
    }

    private static String changed(boolean isChanged) {
        return isChanged ? "changed" : "unchanged";
    }
}
