package io.deliverysettings.app.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.deliverysettings.domain.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What is sent. The only place of the client where a secret is opened. */
final class Wire {

    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Settings to be set.
     *
     * @param selected the number to send from; empty when none is named
     */
    record Settings(
            String provider,
            String account,
            String app,
            Secret userAccessToken,
            Secret appSecret,
            Optional<NumberChoice> selected) {}

    private interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    private Wire() {}

    static String bearer(Secret token) {
        return "Bearer " + token.reveal();
    }

    /** Whether it can stand in a header. */
    static boolean isBearer(Secret token) {
        return token.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    static byte[] settings(Settings settings) {
        return object(json -> {
            json.writeStringField("provider", settings.provider());
            json.writeStringField("whatsAppAccountBusinessId", settings.account());
            json.writeStringField("appId", settings.app());
            json.writeStringField("userAccessToken", settings.userAccessToken().reveal());
            json.writeStringField("appSecret", settings.appSecret().reveal());
            json.writeArrayFieldStart("numbers");
            if (settings.selected().isPresent()) {
                NumberChoice selected = settings.selected().get();
                json.writeStartObject();
                json.writeBooleanField("selected", true);
                json.writeStringField(selected.member(), selected.text());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static byte[] selection(NumberChoice wanted) {
        return object(json -> json.writeStringField(wanted.member(), wanted.text()));
    }

    private static byte[] object(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("nothing fails in memory", impossible);
        }
        return bytes.toByteArray();
    }
}
