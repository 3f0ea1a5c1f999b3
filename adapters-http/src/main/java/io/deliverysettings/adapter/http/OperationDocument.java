package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.in.ReadOperationUseCase.Result.Found;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/** How a change is that was accepted to be made later, and in the end the answer that waiting for it would have brought. */
final class OperationDocument {

    private OperationDocument() {}

    static Buffer of(Found found, Links links) {
        Optional<ChangeAnswer> answer = found.result().map(result -> answer(found, result, links));
        return JsonDocument.object(json -> {
            start(json, found.id(), found.environment(), found.action(), found.correlationId(), links);
            json.writeStringField("state", state(found.progress(), answer));
            json.writeStringField("progress", found.progress().name());
            JsonDocument.instant(json, "acceptedAt", Optional.of(found.acceptedAt()));
            JsonDocument.instant(json, "startedAt", found.begunAt());
            JsonDocument.instant(json, "endedAt", found.endedAt());
            if (answer.isPresent()) {
                write(answer.get(), found.id(), json);
            }
        });
    }

    /** What is certain of an operation that was accepted and could not be looked at yet. */
    static Buffer ofUnseen(
            OperationId id, EnvironmentId environment, Action action, CorrelationId correlationId, Links links) {
        return JsonDocument.object(json -> start(json, id, environment, action, correlationId, links));
    }

    private static ChangeAnswer answer(Found found, OperationResult result, Links links) {
        return ChangeAnswers.of(found.action(), links, found.environment()).of(result);
    }

    private static void start(
            JsonGenerator json,
            OperationId id,
            EnvironmentId asked,
            Action action,
            CorrelationId correlationId,
            Links links)
            throws IOException {
        String environment = asked.toString();
        json.writeObjectFieldStart("_links");
        JsonDocument.link(json, "self", links.operation(environment, id));
        JsonDocument.link(json, "environment", links.environment(environment));
        JsonDocument.link(json, "whatsApp", links.whatsApp(environment));
        json.writeEndObject();
        json.writeStringField("id", id.toString());
        json.writeObjectFieldStart("environment");
        json.writeStringField("id", environment);
        json.writeEndObject();
        json.writeStringField("action", action.name());
        json.writeStringField("correlationId", correlationId.value());
    }

    /** The four that a caller has to tell apart; how far it is within them is the progress. */
    private static String state(Progress progress, Optional<ChangeAnswer> answer) {
        return answer.map(ended -> ended instanceof ChangeAnswer.Succeeded ? "SUCCEEDED" : "FAILED")
                .orElse(progress == Progress.QUEUED ? "QUEUED" : "RUNNING");
    }

    private static void write(ChangeAnswer answer, OperationId id, JsonGenerator json) throws IOException {
        json.writeNumberField("status", answer.status());
        JsonDocument.text(json, "etag", answer.revision().map(EntityTags::of));
        if (answer instanceof ChangeAnswer.Failed failed) {
            // The same error however often it is read.
            document(json, "error", ErrorDocument.of(failed.error(), id.value()));
        } else if (answer instanceof ChangeAnswer.Succeeded succeeded
                && succeeded.document().isPresent()) {
            document(json, "result", succeeded.document().get());
        }
    }

    private static void document(JsonGenerator json, String name, Buffer document) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(document.toString());
    }
}
