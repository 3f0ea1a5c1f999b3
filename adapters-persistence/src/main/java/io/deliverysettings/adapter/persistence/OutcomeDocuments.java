package io.deliverysettings.adapter.persistence;

import static io.deliverysettings.adapter.persistence.JsonDocuments.flag;
import static io.deliverysettings.adapter.persistence.JsonDocuments.object;
import static io.deliverysettings.adapter.persistence.JsonDocuments.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.operation.OperationResult;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed.Cause;
import io.deliverysettings.domain.history.Outcome;
import java.time.Duration;
import java.util.Optional;

/**
 * What came of changes, as JSON and back, each exactly as it was. The member {@code kind} tells the variant; one that a newer
 * program has written is not readable.
 */
final class OutcomeDocuments {

    private OutcomeDocuments() {}

    static String write(OperationResult result) {
        return JsonDocuments.write(result.<ObjectNode>fold(
                completed -> object().put("kind", "completed")
                        .set("outcome", completed.outcome().fold(new AsJson())),
                faulted -> object().put("kind", "faulted").set("fault", RefusalDocuments.json(faulted.fault())),
                broken -> object().put("kind", "broken")));
    }

    static OperationResult result(String text) {
        return JsonDocuments.read(text, json -> switch (text(json, "kind")) {
            case "completed" -> new OperationResult.Completed(outcome(json.required("outcome")));
            case "faulted" -> new OperationResult.Faulted(RefusalDocuments.fault(json.required("fault")));
            case "broken" -> new OperationResult.Broken();
            default -> throw JsonDocuments.unknownKind("result", json);
        });
    }

    private static ChangeOutcome outcome(JsonNode json) {
        return switch (text(json, "kind")) {
            case "configured" ->
                new ChangeOutcome.Configured(
                        JsonDocuments.settings(json.required("settings")),
                        flag(json, "created"),
                        ChangeDocuments.revision(json.required("revision")));
            case "removed" -> new ChangeOutcome.Removed();
            case "requestRefused" ->
                new ChangeOutcome.RequestRefused(RefusalDocuments.violations(json.required("violations")));
            case "platformRefused" ->
                new ChangeOutcome.PlatformRefused(RefusalDocuments.platformRefusal(json.required("refusal")));
            case "numberNotSelectable" ->
                new ChangeOutcome.NumberNotSelectable(RefusalDocuments.numberRefusal(json.required("refusal")));
            case "preconditionFailed" ->
                new ChangeOutcome.PreconditionFailed(
                        Optional.ofNullable(json.get("current")).map(ChangeDocuments::revision));
            case "busy" -> new ChangeOutcome.Busy(Duration.parse(text(json, "retryAfter")));
            case "credentialsNeeded" ->
                new ChangeOutcome.CredentialsNeeded(
                        ChangeOutcome.CredentialsNeeded.Reason.valueOf(text(json, "reason")));
            case "revisionUnknown" -> new ChangeOutcome.RevisionUnknown();
            case "numberRefused" ->
                new ChangeOutcome.NumberRefused(
                        JsonDocuments.settings(json.required("saved")),
                        RefusalDocuments.numberRefusal(json.required("refusal")));
            case "selectionFailed" ->
                new ChangeOutcome.SelectionFailed(
                        JsonDocuments.settings(json.required("saved")),
                        JsonDocuments.number(json.required("wanted")),
                        cause(json.required("cause")));
            case "overtaken" -> new ChangeOutcome.Overtaken();
            case "interrupted" ->
                new ChangeOutcome.Interrupted(
                        Outcome.valueOf(text(json, "found")), ChangeDocuments.revision(json.required("entry")));
            default -> throw JsonDocuments.unknownKind("outcome", json);
        };
    }

    private static ObjectNode json(Cause cause) {
        return cause.fold(
                refused -> object().put("kind", "refused").set("refusal", RefusalDocuments.json(refused.refusal())),
                faulted -> object().put("kind", "faulted").set("fault", RefusalDocuments.json(faulted.fault())),
                ignored -> object().put("kind", "ignored"));
    }

    private static Cause cause(JsonNode json) {
        return switch (text(json, "kind")) {
            case "refused" -> new Cause.Refused(RefusalDocuments.platformRefusal(json.required("refusal")));
            case "faulted" -> new Cause.Faulted(RefusalDocuments.fault(json.required("fault")));
            case "ignored" -> new Cause.Ignored();
            default -> throw JsonDocuments.unknownKind("cause", json);
        };
    }

    private static final class AsJson implements ChangeOutcome.Cases<ObjectNode> {

        private static ObjectNode kind(String kind) {
            return object().put("kind", kind);
        }

        @Override
        public ObjectNode configured(ChangeOutcome.Configured configured) {
            return kind("configured")
                    .put("created", configured.created())
                    .put("revision", configured.revision().number())
                    .set("settings", JsonDocuments.json(configured.settings()));
        }

        @Override
        public ObjectNode removed(ChangeOutcome.Removed removed) {
            return kind("removed");
        }

        @Override
        public ObjectNode requestRefused(ChangeOutcome.RequestRefused refused) {
            return kind("requestRefused").set("violations", RefusalDocuments.json(refused.violations()));
        }

        @Override
        public ObjectNode platformRefused(ChangeOutcome.PlatformRefused refused) {
            return kind("platformRefused").set("refusal", RefusalDocuments.json(refused.refusal()));
        }

        @Override
        public ObjectNode numberNotSelectable(ChangeOutcome.NumberNotSelectable refused) {
            return kind("numberNotSelectable").set("refusal", RefusalDocuments.json(refused.refusal()));
        }

        @Override
        public ObjectNode preconditionFailed(ChangeOutcome.PreconditionFailed failed) {
            ObjectNode json = kind("preconditionFailed");
            failed.current().ifPresent(current -> json.put("current", current.number()));
            return json;
        }

        @Override
        public ObjectNode busy(ChangeOutcome.Busy busy) {
            return kind("busy").put("retryAfter", busy.retryAfter().toString());
        }

        @Override
        public ObjectNode credentialsNeeded(ChangeOutcome.CredentialsNeeded needed) {
            return kind("credentialsNeeded").put("reason", needed.reason().name());
        }

        @Override
        public ObjectNode revisionUnknown(ChangeOutcome.RevisionUnknown unknown) {
            return kind("revisionUnknown");
        }

        @Override
        public ObjectNode numberRefused(ChangeOutcome.NumberRefused refused) {
            ObjectNode json = kind("numberRefused");
            json.set("saved", JsonDocuments.json(refused.saved()));
            return json.set("refusal", RefusalDocuments.json(refused.refusal()));
        }

        @Override
        public ObjectNode selectionFailed(ChangeOutcome.SelectionFailed failed) {
            ObjectNode json = kind("selectionFailed");
            json.set("saved", JsonDocuments.json(failed.saved()));
            json.set("wanted", JsonDocuments.json(failed.wanted()));
            return json.set("cause", json(failed.cause()));
        }

        @Override
        public ObjectNode overtaken(ChangeOutcome.Overtaken overtaken) {
            return kind("overtaken");
        }

        @Override
        public ObjectNode interrupted(ChangeOutcome.Interrupted interrupted) {
            return kind("interrupted")
                    .put("found", interrupted.found().name())
                    .put("entry", interrupted.entry().number());
        }
    }
}
