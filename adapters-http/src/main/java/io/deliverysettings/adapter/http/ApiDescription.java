package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API, of which there is one source: {@code openapi.yaml} beside this class. All else is made of it, when it is
 * asked for first: to parse it takes a good part of the time that the gateway takes to start.
 */
final class ApiDescription {

    private static final String SOURCE = "openapi.yaml";

    private final PublicFile yaml;
    private @Nullable JsonNode document;
    private @Nullable PublicFile json;
    private @Nullable PublicFile collection;

    private ApiDescription(PublicFile yaml) {
        this.yaml = yaml;
    }

    /** Reads the source. To be called off the event loop. */
    static ApiDescription read() {
        return new ApiDescription(PublicFile.read(SOURCE));
    }

    /** The source as it stands. */
    PublicFile yaml() {
        return yaml;
    }

    /** What the source says. To be called off the event loop, as all that follows. */
    synchronized JsonNode document() {
        JsonNode parsed = document;
        if (parsed == null) {
            parsed = parse(yaml.bytes());
            document = parsed;
        }
        return parsed;
    }

    /** The same for whoever has no YAML at hand. */
    synchronized PublicFile json() {
        PublicFile made = json;
        if (made == null) {
            made = file(document());
            json = made;
        }
        return made;
    }

    /** Its operations as requests that other programs can be given. */
    synchronized PublicFile collection() {
        PublicFile made = collection;
        if (made == null) {
            made = file(RequestCollection.of(document()));
            collection = made;
        }
        return made;
    }

    private static JsonNode parse(Buffer yaml) {
        try {
            return new YAMLMapper().readTree(yaml.getBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static PublicFile file(JsonNode content) {
        try {
            return PublicFile.of(MediaType.JSON, Buffer.buffer(new JsonMapper().writeValueAsBytes(content)));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
