package io.deliverysettings.app.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For programs: one object a line, with {@code timestamp} (UTC, with milliseconds), {@code level}, {@code logger}, {@code thread}
 * and {@code message}, where there are any {@code correlationId} and {@code stackTrace}, and other values by their names.
 */
final class JsonLayout {

    private static final Set<String> OWN =
            Set.of("timestamp", "level", "logger", "thread", "message", "correlationId", "stackTrace");

    private static final CharacterEscapes SAFE = new UnsafeCharacters();

    /** Escapes more than JSON asks for: what some programs take for the end of a line, and what moves a terminal's cursor. */
    private static final class UnsafeCharacters extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return Lines.isUnsafe(character) ? new SerializedString(Lines.escaped(character)) : null;
        }
    }

    private final JsonFactory json = new JsonFactory();

    String line(SafeEvent event) {
        // Into characters and not into bytes: half a surrogate pair would be refused there, and the event be lost.
        StringWriter line = new StringWriter(512);
        try (JsonGenerator object = json.createGenerator(line)) {
            object.setCharacterEscapes(SAFE);
            object.writeStartObject();
            object.writeStringField("timestamp", Lines.time(event.time()));
            object.writeStringField("level", event.level());
            object.writeStringField("logger", event.logger());
            object.writeStringField("thread", event.thread());
            object.writeStringField("message", event.message());
            if (event.correlationId().isPresent()) {
                object.writeStringField("correlationId", event.correlationId().get());
            }
            for (Map.Entry<String, Object> value : event.values().entrySet()) {
                object.writeFieldName(name(value.getKey()));
                write(object, value.getValue());
            }
            if (event.stackTrace().isPresent()) {
                object.writeStringField("stackTrace", event.stackTrace().get());
            }
            object.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a StringWriter takes everything", impossible);
        }
        return line + "\n";
    }

    /** A value that has the name of a member gets another: a name twice is no JSON that everybody reads alike. */
    private static String name(String given) {
        return OWN.contains(given) ? given + "_" : given;
    }

    /** What is neither a whole number nor a boolean is text: JSON has no way to write some of the others. */
    private static void write(JsonGenerator object, Object value) throws IOException {
        if (value instanceof Boolean truth) {
            object.writeBoolean(truth);
        } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            object.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number && Double.isFinite(number)) {
            object.writeNumber(number);
        } else {
            object.writeString(value.toString());
        }
    }
}
