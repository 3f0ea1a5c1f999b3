package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes JSON member by member, so that an answer has PingOne's member order and costs no reflection. */
final class JsonDocument {

    /** What writes the members. */
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** What writes an element of a collection. */
    interface Element<T> {
        void write(T element) throws IOException;
    }

    private static final JsonFactory FACTORY = new JsonFactory();

    /** PingOne's form: always three digits of a second. */
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private JsonDocument() {}

    static Buffer object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            content.writeTo(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    static void link(JsonGenerator json, String name, String href) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("href", href);
        json.writeEndObject();
    }

    /** The elements of a HAL collection under their name, and how many they are. */
    static <T> void embedded(JsonGenerator json, String name, List<T> elements, Element<T> writer) throws IOException {
        json.writeObjectFieldStart("_embedded");
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            writer.write(element);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeNumberField("size", elements.size());
    }

    static void text(JsonGenerator json, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }

    static void instant(JsonGenerator json, String name, Optional<Instant> instant) throws IOException {
        text(json, name, instant.map(JsonDocument::format));
    }

    /** Whether a member that PingOne gave in a form of its own is handed on as it is, so that ours must not be there too. */
    static boolean isAdditional(String name, AdditionalMembers members) {
        return members.jsonByName().containsKey(name);
    }

    static void additional(JsonGenerator json, AdditionalMembers members) throws IOException {
        for (Map.Entry<String, String> member : members.jsonByName().entrySet()) {
            json.writeFieldName(member.getKey());
            json.writeRawValue(member.getValue());
        }
    }

    /** A time that is finer than PingOne's form keeps its digits. */
    private static String format(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))
                ? MILLISECONDS.format(instant)
                : instant.toString();
    }
}
