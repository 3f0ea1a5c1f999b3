package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.AtMost;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** PingOne's error envelope. */
final class ErrorDocument {

    private ErrorDocument() {}

    static Buffer of(ApiError error) {
        return of(error, UUID.randomUUID());
    }

    /** With this id, unless PingOne has given the error one. */
    static Buffer of(ApiError error, UUID id) {
        return JsonDocument.object(json -> write(error, id, json));
    }

    private static void write(ApiError error, UUID id, JsonGenerator json) throws IOException {
        Optional<PlatformError> platform = error.platformError();
        String message = error.message()
                .or(() -> platform.map(PlatformError::message))
                .orElse(error.row().message());
        json.writeStringField("id", platform.flatMap(PlatformError::id).orElseGet(id::toString));
        json.writeStringField(
                "code", platform.map(PlatformError::code).orElse(error.row().code()));
        json.writeStringField("message", message);
        List<PlatformError.Detail> details =
                platform.map(PlatformError::details).orElse(List.of());
        Optional<Denial> denial = error.denial().filter(denied -> denied.code().isPresent());
        if (!error.violations().isEmpty() || !details.isEmpty() || denial.isPresent()) {
            json.writeArrayFieldStart("details");
            if (denial.isPresent()) {
                write(denial.get(), json);
            }
            // What can be selected stands once, however many violations there are: the list can be long.
            Optional<List<CatalogueNumber>> selectable = error.selectable();
            for (Violation violation : error.violations()) {
                write(violation, selectable, json);
                selectable = Optional.empty();
            }
            for (PlatformError.Detail detail : details) {
                write(detail, json);
            }
            json.writeEndArray();
        }
        if (platform.isPresent()) {
            JsonDocument.additional(json, platform.get().additional());
        }
    }

    private static void write(Violation violation, Optional<List<CatalogueNumber>> selectable, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("code", violation.code().name());
        json.writeStringField("target", violation.target());
        json.writeStringField("message", violation.message());
        boolean saysMore = !(violation.accepted() instanceof Violation.Unspecified) || selectable.isPresent();
        if (saysMore) {
            json.writeObjectFieldStart("innerError");
            writeAccepted(violation.accepted(), json);
            if (selectable.isPresent()) {
                writeSelectable(selectable.get(), json);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void write(Denial denial, JsonGenerator json) throws IOException {
        json.writeStartObject();
        JsonDocument.text(json, "code", denial.code());
        json.writeStringField("target", Denial.TARGET);
        json.writeStringField("message", denial.explanation());
        json.writeEndObject();
    }

    private static void writeAccepted(Violation.Accepted accepted, JsonGenerator json) throws IOException {
        if (accepted instanceof MatchOf match) {
            json.writeStringField("allowedPattern", match.regex());
        } else if (accepted instanceof OneOf oneOf) {
            json.writeArrayFieldStart("allowedValues");
            for (String value : oneOf.values()) {
                json.writeString(value);
            }
            json.writeEndArray();
        } else if (accepted instanceof AtMost atMost) {
            json.writeNumberField("maximumValue", atMost.maximum());
        }
    }

    private static void writeSelectable(List<CatalogueNumber> numbers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("selectableNumbers");
        for (CatalogueNumber number : numbers) {
            json.writeStartObject();
            NumbersDocument.identify(number, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(PlatformError.Detail detail, JsonGenerator json) throws IOException {
        json.writeStartObject();
        JsonDocument.text(json, "code", detail.code());
        JsonDocument.text(json, "target", detail.target());
        JsonDocument.text(json, "message", detail.message());
        JsonDocument.additional(json, detail.additional());
        json.writeEndObject();
    }
}
