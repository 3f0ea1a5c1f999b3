package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.document.AdditionalMembers;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads PingOne's documents leniently: only what is needed has to be there, and numbers keep every digit. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(64).build());
    }

    private Json() {}

    /** The document, if the body is a JSON object. */
    static Optional<ObjectNode> object(Buffer body) {
        try {
            return MAPPER.readTree(body.getBytes()) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException | NumberFormatException notJson) {
            // The second is about numbers whose exponent is beyond all bounds.
            return Optional.empty();
        }
    }

    /** A text that is not empty. */
    static Optional<String> text(JsonNode parent, String member) {
        JsonNode node = parent.get(member);
        return node != null && node.isTextual() && !node.textValue().isEmpty()
                ? Optional.of(node.textValue())
                : Optional.empty();
    }

    /** Every member that is not among those read, secrets aside. */
    static AdditionalMembers additional(ObjectNode object, Set<String> read, SecretScrubber scrubber) {
        Map<String, String> members = new LinkedHashMap<>();
        object.properties().forEach(member -> {
            if (!read.contains(member.getKey()) && !SecretScrubber.isSecretMember(member.getKey())) {
                members.put(
                        scrubber.scrub(member.getKey()),
                        scrubber.scrub(member.getValue()).toString());
            }
        });
        return new AdditionalMembers(members);
    }
}
