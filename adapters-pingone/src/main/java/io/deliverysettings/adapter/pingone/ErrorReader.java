package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.platform.PlatformError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** PingOne's error envelope as a value. */
final class ErrorReader {

    private ErrorReader() {}

    /** Empty when the document is not PingOne's envelope, which has a code and a message. */
    static Optional<PlatformError> read(ObjectNode document, SecretScrubber scrubber) {
        Optional<String> code = Json.text(document, "code");
        Optional<String> message = Json.text(document, "message");
        if (code.isEmpty() || message.isEmpty()) {
            return Optional.empty();
        }
        Set<String> read = new HashSet<>(Set.of("id", "code", "message"));
        Optional<List<PlatformError.Detail>> details = details(document, scrubber);
        details.ifPresent(found -> read.add("details"));
        return Optional.of(new PlatformError(
                Json.text(document, "id").map(scrubber::scrub),
                scrubber.scrub(code.get()),
                scrubber.scrub(message.get()),
                details.orElse(List.of()),
                Json.additional(document, read, scrubber)));
    }

    /** Empty when there are none, or when they are not a list of objects and so are handed on as they are. */
    private static Optional<List<PlatformError.Detail>> details(ObjectNode document, SecretScrubber scrubber) {
        if (!(document.get("details") instanceof ArrayNode array)) {
            return Optional.empty();
        }
        List<PlatformError.Detail> details = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode detail)) {
                return Optional.empty();
            }
            details.add(new PlatformError.Detail(
                    Json.text(detail, "code").map(scrubber::scrub),
                    Json.text(detail, "target").map(scrubber::scrub),
                    Json.text(detail, "message").map(scrubber::scrub),
                    Json.additional(detail, texts(detail, "code", "target", "message"), scrubber)));
        }
        return Optional.of(details);
    }

    /** Those of these members that can be read; one of another type is handed on as it is. */
    private static Set<String> texts(ObjectNode object, String... names) {
        Set<String> texts = new HashSet<>();
        for (String name : names) {
            Json.text(object, name).ifPresent(found -> texts.add(name));
        }
        return texts;
    }
}
