package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The document of a write, in the member order of PingOne's own example. */
final class SettingsWriter {

    private SettingsWriter() {}

    static Buffer write(DesiredSettings desired) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("provider", desired.provider().value());
            json.writeStringField(
                    "whatsAppAccountBusinessId", desired.accountId().value());
            json.writeStringField("appId", desired.appId().value());
            json.writeStringField("userAccessToken", desired.userAccessToken().reveal());
            json.writeStringField("appSecret", desired.appSecret().reveal());
            if (desired.numbers().isPresent()) {
                write(desired.numbers().get(), json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    private static void write(List<NumberEntry> entries, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("numbers");
        for (NumberEntry entry : entries) {
            json.writeStartObject();
            json.writeBooleanField("selected", entry.selected());
            if (entry.number().isPresent()) {
                json.writeStringField("number", entry.number().get().text());
            }
            if (entry.numberId().isPresent()) {
                json.writeStringField("numberId", entry.numberId().get().value());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
