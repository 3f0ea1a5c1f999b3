package io.deliverysettings.adapter.pingone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.platform.PlatformError;
import java.util.ArrayList;
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
        Optional<String> id = Json.text(document, "id");
        return Optional.of(new PlatformError(
                id,
                scrubber.scrub(code.get()),
                scrubber.scrub(message.get()),
                details(document, scrubber),
                Json.additional(document, Set.of("id", "code", "message", "details"), scrubber)));
    }

    private static List<PlatformError.Detail> details(ObjectNode document, SecretScrubber scrubber) {
        List<PlatformError.Detail> details = new ArrayList<>();
        if (document.get("details") instanceof ArrayNode array) {
            for (JsonNode element : array) {
                if (element instanceof ObjectNode detail) {
                    details.add(new PlatformError.Detail(
                            Json.text(detail, "code").map(scrubber::scrub),
                            Json.text(detail, "target").map(scrubber::scrub),
                            Json.text(detail, "message").map(scrubber::scrub),
                            Json.additional(detail, Set.of("code", "target", "message"), scrubber)));
                }
            }
        }
        return details;
    }
}
