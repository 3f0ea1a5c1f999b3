package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a body strictly: UTF-8, one JSON object, no member twice, nothing behind it, not too deep. */
final class JsonBody {

    static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private JsonBody() {}

    static ObjectNode parse(Buffer body) throws MalformedBody {
        String text = decode(body);
        JsonNode document;
        try {
            document = MAPPER.readTree(text);
        } catch (StreamConstraintsException tooMuch) {
            throw new MalformedBody("The body is nested deeper than " + DEEPEST
                    + " levels, or a name or number in it is too long" + at(tooMuch.getLocation()) + ".");
        } catch (JsonProcessingException malformed) {
            throw new MalformedBody(explain(malformed));
        }
        if (document instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedBody(
                document.isMissingNode()
                        ? "The body is empty; it must be a JSON object."
                        : "The body must be a JSON object.");
    }

    /** Jackson would guess UTF-16 and UTF-32 too, and let some broken UTF-8 pass. */
    private static String decode(Buffer body) throws MalformedBody {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.getBytes()))
                    .toString();
            boolean hasByteOrderMark = !text.isEmpty() && text.charAt(0) == '\uFEFF';
            return hasByteOrderMark ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw new MalformedBody("The body is not UTF-8.");
        }
    }

    /** Jackson's own words quote the body, which holds secrets. */
    private static String explain(JsonProcessingException malformed) {
        String problem = String.valueOf(malformed.getOriginalMessage());
        String where = at(malformed.getLocation());
        if (problem.startsWith("Duplicate")) {
            return "The body has a member twice" + where + ".";
        }
        if (problem.startsWith("Trailing")) {
            return "The body goes on behind the JSON object" + where + ".";
        }
        return "The body is not valid JSON" + where + ".";
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
