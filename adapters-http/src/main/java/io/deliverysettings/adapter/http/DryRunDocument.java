package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberVerdict;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;

/** What a dry run found: what would be selected, what was not checked, and the verdict on each number. The gateway's own. */
final class DryRunDocument {

    private DryRunDocument() {}

    static Buffer of(Result.Acceptable acceptable, Links links, EnvironmentId environment) {
        return JsonDocument.object(json -> {
            start(json, links, environment);
            json.writeObjectFieldStart("selection");
            SelectionOutcome selection = acceptable.selection();
            if (selection instanceof SelectionOutcome.Selected selected) {
                json.writeStringField("outcome", "SELECTED");
                json.writeStringField("basis", selected.basis().name());
                json.writeObjectFieldStart("number");
                identify(selected.number(), json);
                json.writeEndObject();
                names("warnings", selected.warnings(), json);
            } else {
                boolean mustChoose = selection instanceof SelectionOutcome.ChoiceRequired;
                json.writeStringField("outcome", mustChoose ? "CHOICE_REQUIRED" : "NOTHING_SELECTABLE");
            }
            json.writeEndObject();
            notChecked(List.of("CREDENTIALS"), json);
            json.writeArrayFieldStart("numbers");
            for (NumberVerdict verdict : acceptable.verdicts()) {
                write(verdict, json);
            }
            json.writeEndArray();
        });
    }

    static Buffer ofUnknownNumbers(Links links, EnvironmentId environment) {
        return JsonDocument.object(json -> {
            start(json, links, environment);
            json.writeObjectFieldStart("selection");
            json.writeStringField("outcome", "UNKNOWN");
            json.writeEndObject();
            notChecked(List.of("CREDENTIALS", "NUMBERS"), json);
        });
    }

    /** Id, number and verified name, wherever the gateway says which number it means. */
    static void identify(CatalogueNumber number, JsonGenerator json) throws IOException {
        JsonDocument.text(json, "numberId", number.numberId().map(NumberId::value));
        JsonDocument.text(json, "number", number.number().map(PhoneNumber::text));
        JsonDocument.text(json, "verifiedName", number.verifiedName());
    }

    private static void start(JsonGenerator json, Links links, EnvironmentId environment) throws IOException {
        json.writeObjectFieldStart("_links");
        JsonDocument.link(json, "whatsApp", links.whatsApp(environment.toString()));
        json.writeEndObject();
        json.writeBooleanField("dryRun", true);
    }

    private static void notChecked(List<String> what, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("notChecked");
        for (String name : what) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    private static void write(NumberVerdict verdict, JsonGenerator json) throws IOException {
        json.writeStartObject();
        identify(verdict.number(), json);
        JsonDocument.text(
                json, "qualityRating", verdict.number().qualityRating().map(QualityRating::value));
        json.writeBooleanField("selected", verdict.number().selected());
        json.writeBooleanField("selectable", verdict.isSelectable());
        names("reasons", verdict.reasons(), json);
        names("warnings", verdict.warnings(), json);
        json.writeEndObject();
    }

    private static void names(String member, List<NumberVerdict.Remark> remarks, JsonGenerator json)
            throws IOException {
        json.writeArrayFieldStart(member);
        for (NumberVerdict.Remark remark : remarks) {
            json.writeString(remark.name());
        }
        json.writeEndArray();
    }
}
