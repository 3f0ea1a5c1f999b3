package io.deliverysettings.adapter.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deliverysettings.application.port.out.AuditPort.Denial;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads a log as its documentation describes it: what the log says is as much as the event was. */
final class AuditReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AuditReader() {}

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.US_ASCII);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static JsonNode json(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static List<Event> events(Path file) {
        return lines(file).stream().map(line -> event(json(line))).toList();
    }

    private static Event event(JsonNode json) {
        return switch (text(json, "event")) {
            case "denied" ->
                new Event.Denied(
                        at(json),
                        correlation(json),
                        text(json, "address"),
                        ifAny(json, "client").map(ClientId::new),
                        Denial.valueOf(text(json, "reason")),
                        permissions(json.required("needed")),
                        ifAny(json, "environment").map(AuditReader::environment));
            case "changeBegun" ->
                new Event.Begun(
                        at(json),
                        environment(text(json, "environment")),
                        text(json, "operation"),
                        ifAny(json, "accepted").map(UUID::fromString).map(OperationId::new),
                        Action.valueOf(text(json, "action")),
                        ifAny(json, "actor").map(ClientId::new),
                        correlation(json),
                        intent(json.required("intent")));
            case "changeEnded" ->
                new Event.Ended(
                        at(json),
                        environment(text(json, "environment")),
                        text(json, "operation"),
                        Outcome.valueOf(text(json, "outcome")),
                        new Revision(json.required("revision").longValue()),
                        changes(json),
                        Optional.ofNullable(json.get("secrets"))
                                .map(secrets -> new SecretChanges(
                                        secrets.required("appSecret").booleanValue(),
                                        secrets.required("userAccessToken").booleanValue())));
            case "changeAbandoned" ->
                new Event.Abandoned(at(json), environment(text(json, "environment")), text(json, "operation"));
            case "changeObserved" ->
                new Event.Observed(
                        at(json),
                        environment(text(json, "environment")),
                        correlation(json),
                        new Revision(json.required("revision").longValue()),
                        changes(json));
            default -> throw new AssertionError("an unknown event: " + json);
        };
    }

    private static Intent intent(JsonNode json) {
        return new Intent(
                ifAny(json, "provider").map(Provider::new),
                ifAny(json, "accountId").map(BusinessAccountId::new),
                ifAny(json, "appId").map(AppId::new),
                Optional.ofNullable(json.get("number"))
                        .map(number -> new NumberEntry(
                                ifAny(number, "numberId").map(NumberId::rebuild),
                                ifAny(number, "number").map(PhoneNumber::rebuild),
                                number.required("selected").booleanValue())));
    }

    private static List<MemberChange> changes(JsonNode json) {
        List<MemberChange> changes = new ArrayList<>();
        json.required("changes")
                .forEach(change -> changes.add(
                        new MemberChange(text(change, "member"), ifAny(change, "before"), ifAny(change, "after"))));
        return changes;
    }

    private static Set<Permission> permissions(JsonNode array) {
        Set<Permission> permissions = new HashSet<>();
        array.forEach(text -> permissions.add(Permission.of(text.textValue()).orElseThrow()));
        return permissions;
    }

    private static Instant at(JsonNode json) {
        return Instant.parse(text(json, "at"));
    }

    private static CorrelationId correlation(JsonNode json) {
        return new CorrelationId(text(json, "correlationId"));
    }

    private static EnvironmentId environment(String text) {
        return new EnvironmentId(UUID.fromString(text));
    }

    private static String text(JsonNode json, String member) {
        return json.required(member).textValue();
    }

    private static Optional<String> ifAny(JsonNode json, String member) {
        return Optional.ofNullable(json.get(member)).map(JsonNode::textValue);
    }
}
