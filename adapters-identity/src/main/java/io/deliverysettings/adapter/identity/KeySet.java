package io.deliverysettings.adapter.identity;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that an issuer signs with (RFC 7517, section 5), as far as they can be used. */
final class KeySet {

    private static final int MOST_KEYS = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(16).build());
    }

    private final Map<KeyName, VerificationKey> keys;

    private KeySet(Map<KeyName, VerificationKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads what an issuer has answered. A key that cannot be used does not keep the others from being.
     *
     * @throws UnusableAnswer when there is no key that can be used
     */
    static KeySet parse(byte[] json) throws UnusableAnswer {
        Map<KeyName, VerificationKey> keys = new HashMap<>();
        for (JsonNode element : elements(json)) {
            VerificationKey.parse(element.toString()).ifPresent(key -> keys.putIfAbsent(key.name(), key));
        }
        if (keys.isEmpty()) {
            throw new UnusableAnswer("it has no key that can be used");
        }
        return new KeySet(keys);
    }

    private static ArrayNode elements(byte[] json) throws UnusableAnswer {
        JsonNode document;
        try {
            document = MAPPER.readTree(json);
        } catch (IOException unreadable) {
            // Not as the cause: a parser's message shows what it read.
            throw new UnusableAnswer("it is not JSON");
        }
        if (!(document.get("keys") instanceof ArrayNode elements)) {
            throw new UnusableAnswer("it is no key set");
        }
        if (elements.size() > MOST_KEYS) {
            throw new UnusableAnswer("it has more than " + MOST_KEYS + " keys");
        }
        return elements;
    }

    Optional<VerificationKey> find(KeyName name) {
        return Optional.ofNullable(keys.get(name));
    }
}
