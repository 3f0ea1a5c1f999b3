package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** Numbers with the verdict on each, as a HAL collection; and how a number is named and judged in any document of ours. */
final class NumbersDocument {

    private NumbersDocument() {}

    static Buffer of(List<NumberVerdict> verdicts, Links links, EnvironmentId environment) {
        return JsonDocument.object(json -> {
            json.writeObjectFieldStart("_links");
            JsonDocument.link(json, "self", links.numbers(environment.toString()));
            JsonDocument.link(json, "whatsApp", links.whatsApp(environment.toString()));
            json.writeEndObject();
            json.writeObjectFieldStart("_embedded");
            verdicts("numbers", verdicts, json);
            json.writeEndObject();
            json.writeNumberField("size", verdicts.size());
        });
    }

    /** Id, number and verified name, wherever the gateway says which number it means. */
    static void identify(CatalogueNumber number, JsonGenerator json) throws IOException {
        JsonDocument.text(json, "numberId", number.numberId().map(NumberId::value));
        JsonDocument.text(json, "number", number.number().map(PhoneNumber::text));
        JsonDocument.text(json, "verifiedName", number.verifiedName());
    }

    static void quality(CatalogueNumber number, JsonGenerator json) throws IOException {
        JsonDocument.text(json, "qualityRating", number.qualityRating().map(QualityRating::value));
    }

    /** Only where PingOne says whether a number is available. */
    static void availability(CatalogueNumber number, JsonGenerator json) throws IOException {
        if (number.availability() != Availability.UNSTATED) {
            json.writeBooleanField("available", number.isAvailable());
        }
    }

    static void verdicts(String member, List<NumberVerdict> verdicts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(member);
        for (NumberVerdict verdict : verdicts) {
            write(verdict, json);
        }
        json.writeEndArray();
    }

    static void names(String member, List<NumberVerdict.Remark> remarks, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(member);
        for (NumberVerdict.Remark remark : remarks) {
            json.writeString(remark.name());
        }
        json.writeEndArray();
    }

    private static void write(NumberVerdict verdict, JsonGenerator json) throws IOException {
        CatalogueNumber number = verdict.number();
        json.writeStartObject();
        identify(number, json);
        quality(number, json);
        json.writeBooleanField("selected", number.selected());
        availability(number, json);
        json.writeBooleanField("selectable", verdict.isSelectable());
        names("reasons", verdict.reasons(), json);
        names("warnings", verdict.warnings(), json);
        json.writeEndObject();
    }
}
