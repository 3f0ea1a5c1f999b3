package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase.Result;
import io.deliverysettings.domain.environment.EnvironmentId;
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
                NumbersDocument.identify(selected.number(), json);
                json.writeEndObject();
                NumbersDocument.names("warnings", selected.warnings(), json);
            } else {
                boolean mustChoose = selection instanceof SelectionOutcome.ChoiceRequired;
                json.writeStringField("outcome", mustChoose ? "CHOICE_REQUIRED" : "NOTHING_SELECTABLE");
            }
            json.writeEndObject();
            notChecked(List.of("CREDENTIALS"), json);
            NumbersDocument.verdicts("numbers", acceptable.verdicts(), json);
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
}
