package io.deliverysettings.adapter.persistence;

import static io.deliverysettings.adapter.persistence.JsonDocuments.all;
import static io.deliverysettings.adapter.persistence.JsonDocuments.flag;
import static io.deliverysettings.adapter.persistence.JsonDocuments.object;
import static io.deliverysettings.adapter.persistence.JsonDocuments.read;
import static io.deliverysettings.adapter.persistence.JsonDocuments.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.application.operation.RequestedChange;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Changes that were asked for, and what has to hold for them, as JSON and back. The member {@code kind} tells the variant. */
final class ChangeDocuments {

    private ChangeDocuments() {}

    static String write(RequestedChange change) {
        return JsonDocuments.write(change.<ObjectNode>fold(
                ChangeDocuments::json,
                select -> object().put("kind", "selectNumber")
                        .put("refresh", select.refresh())
                        .set("wanted", JsonDocuments.json(select.wanted())),
                restore -> object().put("kind", "restore")
                        .put("revision", restore.revision().number())));
    }

    static RequestedChange change(String text) {
        return read(text, json -> switch (text(json, "kind")) {
            case "configure" -> configure(json);
            case "selectNumber" ->
                new RequestedChange.SelectNumber(JsonDocuments.entry(json.required("wanted")), flag(json, "refresh"));
            case "restore" -> new RequestedChange.Restore(revision(json.required("revision")));
            default -> throw JsonDocuments.unknownKind("change", json);
        });
    }

    private static ObjectNode json(RequestedChange.Configure configure) {
        ObjectNode json = object().put("kind", "configure")
                .put("provider", configure.provider().value())
                .put("accountId", configure.accountId().value())
                .put("appId", configure.appId().value());
        configure.numbers().ifPresent(entries -> {
            ArrayNode numbers = json.putArray("numbers");
            entries.forEach(entry -> numbers.add(JsonDocuments.json(entry)));
        });
        return json;
    }

    private static RequestedChange configure(JsonNode json) {
        Optional<List<NumberEntry>> numbers =
                Optional.ofNullable(json.get("numbers")).map(entries -> all(entries, JsonDocuments::entry));
        return new RequestedChange.Configure(
                new Provider(text(json, "provider")),
                new BusinessAccountId(text(json, "accountId")),
                new AppId(text(json, "appId")),
                numbers);
    }

    static String write(Precondition precondition) {
        return JsonDocuments.write(json(precondition));
    }

    private static ObjectNode json(Precondition precondition) {
        if (precondition instanceof Precondition.Exists) {
            return object().put("kind", "exists");
        }
        if (precondition instanceof Precondition.Absent) {
            return object().put("kind", "absent");
        }
        if (precondition instanceof Precondition.IsAt isAt) {
            ObjectNode json = object().put("kind", "isAt");
            ArrayNode revisions = json.putArray("revisions");
            isAt.revisions().stream().sorted().forEach(revision -> revisions.add(revision.number()));
            return json;
        }
        return object().put("kind", "always");
    }

    static Precondition precondition(String text) {
        return read(text, json -> switch (text(json, "kind")) {
            case "always" -> new Precondition.Always();
            case "exists" -> new Precondition.Exists();
            case "absent" -> new Precondition.Absent();
            case "isAt" ->
                new Precondition.IsAt(new HashSet<>(all(json.required("revisions"), ChangeDocuments::revision)));
            default -> throw JsonDocuments.unknownKind("precondition", json);
        });
    }

    static Revision revision(JsonNode number) {
        return new Revision(number.longValue());
    }
}
