package io.deliverysettings.adapter.persistence;

import static io.deliverysettings.adapter.persistence.JsonDocuments.additional;
import static io.deliverysettings.adapter.persistence.JsonDocuments.all;
import static io.deliverysettings.adapter.persistence.JsonDocuments.object;
import static io.deliverysettings.adapter.persistence.JsonDocuments.put;
import static io.deliverysettings.adapter.persistence.JsonDocuments.text;
import static io.deliverysettings.adapter.persistence.JsonDocuments.textIfAny;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformError;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.validation.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Why something was not done, as JSON and back: violations, refusals and faults. A fault comes back without its cause. */
final class RefusalDocuments {

    private RefusalDocuments() {}

    static ArrayNode json(List<Violation> violations) {
        ArrayNode array = object().arrayNode();
        violations.forEach(violation -> array.add(json(violation)));
        return array;
    }

    static List<Violation> violations(JsonNode array) {
        return all(array, RefusalDocuments::violation);
    }

    private static ObjectNode json(Violation violation) {
        ObjectNode json = object().put("code", violation.code().name())
                .put("target", violation.target())
                .put("message", violation.message());
        if (violation.accepted() instanceof Violation.MatchOf match) {
            json.putObject("accepted").put("kind", "matchOf").put("regex", match.regex());
        } else if (violation.accepted() instanceof Violation.OneOf oneOf) {
            ArrayNode values = json.putObject("accepted").put("kind", "oneOf").putArray("values");
            oneOf.values().forEach(values::add);
        } else if (violation.accepted() instanceof Violation.AtMost atMost) {
            json.putObject("accepted").put("kind", "atMost").put("maximum", atMost.maximum());
        }
        return json;
    }

    private static Violation violation(JsonNode json) {
        return new Violation(
                Violation.Code.valueOf(text(json, "code")),
                text(json, "target"),
                text(json, "message"),
                Optional.ofNullable(json.get("accepted"))
                        .map(RefusalDocuments::accepted)
                        .orElseGet(Violation.Unspecified::new));
    }

    private static Violation.Accepted accepted(JsonNode json) {
        return switch (text(json, "kind")) {
            case "matchOf" -> new Violation.MatchOf(text(json, "regex"));
            case "oneOf" -> new Violation.OneOf(all(json.required("values"), JsonNode::textValue));
            case "atMost" -> new Violation.AtMost(json.required("maximum").longValue());
            default -> throw JsonDocuments.unknownKind("expectation", json);
        };
    }

    static ObjectNode json(SelectionOutcome.Refused refusal) {
        ObjectNode json = object();
        json.set("violations", json(refusal.violations()));
        ArrayNode selectable = json.putArray("selectable");
        refusal.selectable().forEach(number -> selectable.add(JsonDocuments.json(number)));
        return json;
    }

    static SelectionOutcome.Refused numberRefusal(JsonNode json) {
        return new SelectionOutcome.Refused(
                violations(json.required("violations")), all(json.required("selectable"), JsonDocuments::number));
    }

    static ObjectNode json(PlatformRefusal refusal) {
        return object().put("kind", refusal.kind().name()).set("error", json(refusal.error()));
    }

    static PlatformRefusal platformRefusal(JsonNode json) {
        return new PlatformRefusal(
                PlatformRefusal.Kind.valueOf(text(json, "kind")), platformError(json.required("error")));
    }

    private static ObjectNode json(PlatformError error) {
        ObjectNode json = object();
        put(json, "id", error.id());
        json.put("code", error.code());
        json.put("message", error.message());
        ArrayNode details = json.putArray("details");
        error.details().forEach(detail -> {
            ObjectNode one = details.addObject();
            put(one, "code", detail.code());
            put(one, "target", detail.target());
            put(one, "message", detail.message());
            put(one, "additional", detail.additional());
        });
        put(json, "additional", error.additional());
        return json;
    }

    private static PlatformError platformError(JsonNode json) {
        return new PlatformError(
                textIfAny(json, "id"),
                text(json, "code"),
                text(json, "message"),
                all(
                        json.required("details"),
                        detail -> new PlatformError.Detail(
                                textIfAny(detail, "code"),
                                textIfAny(detail, "target"),
                                textIfAny(detail, "message"),
                                additional(detail, "additional"))),
                additional(json, "additional"));
    }

    static ObjectNode json(PortFault fault) {
        ObjectNode json = object().put("kind", fault.kind().name())
                .put("effect", fault.effect().name());
        fault.platformError().ifPresent(error -> json.set("platformError", json(error)));
        put(json, "retryAfter", fault.retryAfter().map(Duration::toString));
        return json;
    }

    static PortFault fault(JsonNode json) {
        return new PortFault(
                PortFault.Kind.valueOf(text(json, "kind")),
                PortFault.Effect.valueOf(text(json, "effect")),
                Optional.ofNullable(json.get("platformError")).map(RefusalDocuments::platformError),
                textIfAny(json, "retryAfter").map(Duration::parse),
                Optional.empty());
    }
}
