package io.deliverysettings.adapter.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.application.port.out.AuditPort.Event.Abandoned;
import io.deliverysettings.application.port.out.AuditPort.Event.Begun;
import io.deliverysettings.application.port.out.AuditPort.Event.Denied;
import io.deliverysettings.application.port.out.AuditPort.Event.Ended;
import io.deliverysettings.application.port.out.AuditPort.Event.Observed;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Intent;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.history.SecretChanges;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The members of an event's line, from {@code at} on. Members that an event does not have are left out. */
final class AuditDocuments {

    /** Beyond as many characters of members and values the rest of the changes is left to the history, and counted. */
    static final int LONGEST_CHANGES = 64 << 10;

    private static final int LENGTH_OF_NAMES = "{'member':'','before':'','after':''},".length();

    /** Always of the same length, so that lines can be compared and cut by column. */
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** ASCII only: what PingOne wrote into a name must not play tricks on the terminal that a log is read on. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AuditDocuments() {}

    /** The name by which an event goes in the log and in the metrics. */
    static String nameOf(Event event) {
        if (event instanceof Denied) {
            return "denied";
        }
        if (event instanceof Begun) {
            return "changeBegun";
        }
        if (event instanceof Ended) {
            return "changeEnded";
        }
        return event instanceof Abandoned ? "changeAbandoned" : "changeObserved";
    }

    /** The members as they stand in the line, without braces. */
    static byte[] members(Event event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("at", time(event.at()));
            json.writeStringField("event", nameOf(event));
            write(event, json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] object = bytes.toByteArray();
        byte[] members = new byte[object.length - 2];
        System.arraycopy(object, 1, members, 0, members.length);
        return members;
    }

    private static String time(Instant at) {
        return MILLISECONDS.format(at);
    }

    private static void write(Event event, JsonGenerator json) throws IOException {
        if (event instanceof Denied denied) {
            write(denied, json);
        } else if (event instanceof Begun begun) {
            write(begun, json);
        } else if (event instanceof Ended ended) {
            write(ended, json);
        } else if (event instanceof Abandoned abandoned) {
            json.writeStringField("environment", abandoned.environment().toString());
            json.writeStringField("operation", abandoned.operation());
        } else if (event instanceof Observed observed) {
            json.writeStringField("environment", observed.environment().toString());
            json.writeStringField("correlationId", observed.correlationId().value());
            json.writeNumberField("revision", observed.revision().number());
            write(observed.changes(), json);
        }
    }

    private static void write(Denied denied, JsonGenerator json) throws IOException {
        json.writeStringField("correlationId", denied.correlationId().value());
        json.writeStringField("address", denied.address());
        text("client", denied.client().map(ClientId::value), json);
        json.writeStringField("reason", denied.reason().name());
        json.writeArrayFieldStart("needed");
        for (String permission :
                denied.needed().stream().sorted().map(Permission::text).toList()) {
            json.writeString(permission);
        }
        json.writeEndArray();
        text("environment", denied.environment().map(EnvironmentId::toString), json);
    }

    private static void write(Begun begun, JsonGenerator json) throws IOException {
        json.writeStringField("environment", begun.environment().toString());
        json.writeStringField("operation", begun.operation());
        text("accepted", begun.accepted().map(OperationId::toString), json);
        json.writeStringField("action", begun.action().name());
        text("actor", begun.actor().map(ClientId::value), json);
        json.writeStringField("correlationId", begun.correlationId().value());
        json.writeObjectFieldStart("intent");
        write(begun.intent(), json);
        json.writeEndObject();
    }

    private static void write(Intent intent, JsonGenerator json) throws IOException {
        text("provider", intent.provider().map(Provider::value), json);
        text("accountId", intent.accountId().map(BusinessAccountId::value), json);
        text("appId", intent.appId().map(AppId::value), json);
        if (intent.selected().isPresent()) {
            NumberEntry entry = intent.selected().get();
            json.writeObjectFieldStart("number");
            text("numberId", entry.numberId().map(NumberId::value), json);
            text("number", entry.number().map(PhoneNumber::text), json);
            json.writeBooleanField("selected", entry.selected());
            json.writeEndObject();
        }
    }

    private static void write(Ended ended, JsonGenerator json) throws IOException {
        json.writeStringField("environment", ended.environment().toString());
        json.writeStringField("operation", ended.operation());
        json.writeStringField("outcome", ended.outcome().name());
        json.writeNumberField("revision", ended.revision().number());
        write(ended.changes(), json);
        if (ended.secrets().isPresent()) {
            SecretChanges secrets = ended.secrets().get();
            json.writeObjectFieldStart("secrets");
            json.writeBooleanField("appSecret", secrets.appSecret());
            json.writeBooleanField("userAccessToken", secrets.userAccessToken());
            json.writeEndObject();
        }
    }

    private static void write(List<MemberChange> changes, JsonGenerator json) throws IOException {
        int written = 0;
        long length = 0;
        json.writeArrayFieldStart("changes");
        for (MemberChange change : changes) {
            length += lengthOf(change);
            if (length > LONGEST_CHANGES) {
                break;
            }
            json.writeStartObject();
            json.writeStringField("member", change.member());
            text("before", change.before(), json);
            text("after", change.after(), json);
            json.writeEndObject();
            written++;
        }
        json.writeEndArray();
        if (written < changes.size()) {
            json.writeNumberField("changesLeftOut", changes.size() - written);
        }
    }

    private static long lengthOf(MemberChange change) {
        return (long) LENGTH_OF_NAMES
                + change.member().length()
                + change.before().map(String::length).orElse(0)
                + change.after().map(String::length).orElse(0);
    }

    private static void text(String member, Optional<String> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(member, value.get());
        }
    }
}
