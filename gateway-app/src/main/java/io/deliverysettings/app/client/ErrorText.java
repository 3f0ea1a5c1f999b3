package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PingOne's error envelope, for people. */
final class ErrorText {

    private ErrorText() {}

    /** Whatever answered is not the gateway, or broke off. */
    static CannotDo unreadable() {
        return CannotDo.because(
                ExitCode.FAULT, "the answer is no document of the gateway. Is something else at that address?");
    }

    /** An answer that is no success. */
    static CannotDo of(Reply reply) {
        Optional<JsonNode> envelope =
                reply.json().filter(document -> document.path("message").isTextual());
        List<String> lines = new ArrayList<>();
        lines.add(envelope.map(ErrorText::message)
                .orElseGet(() -> "the answer has the status " + reply.status() + " and is no document of the gateway."
                        + " Is something else at that address?"));
        reply.header("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .ifPresent(seconds -> lines.add("  Try again in " + seconds + " s."));
        if (reply.status() >= 500) {
            reply.header("Correlation-Id").ifPresent(id -> lines.add("  Correlation id: " + ShownText.of(id)));
        }
        if (reply.status() == 401) {
            lines.add(
                    "  The token was given by --token-file, DELIVERY_SETTINGS_TOKEN, DELIVERY_SETTINGS_TOKEN_FILE or at"
                            + " the terminal.");
        }
        String text = String.join("\n", lines);
        return envelope.isPresent()
                ? CannotDo.because(reply.status(), text, reply.body())
                : CannotDo.because(ExitCode.of(reply.status()), text);
    }

    /** The error of an operation that is over. */
    static CannotDo of(int status, byte[] document) {
        return CannotDo.because(
                status, Reply.parse(document).map(ErrorText::message).orElse("the change failed"), document);
    }

    private static String message(JsonNode envelope) {
        String message = ShownText.of(envelope.path("message").asText());
        List<String> lines = new ArrayList<>(List.of(message));
        for (JsonNode detail : envelope.path("details")) {
            String told = ShownText.of(detail.path("message").asText());
            if (!told.isEmpty() && !message.contains(told)) {
                lines.add("  " + ShownText.of(detail.path("target").asText("-")) + ": " + told);
            }
            addAccepted(detail.path("innerError"), message + told, lines);
        }
        return String.join("\n", lines);
    }

    /** What would be accepted, where the message has not said so. */
    private static void addAccepted(JsonNode innerError, String told, List<String> lines) {
        List<String> accepted = new ArrayList<>();
        JsonNode selectable = innerError.path("selectableNumbers");
        if (selectable.isArray()) {
            selectable.forEach(number -> accepted.add(NumberText.describe(number)));
        } else {
            innerError.path("allowedValues").forEach(value -> accepted.add(ShownText.of(value.asText())));
        }
        addNew("accepted: ", accepted.stream().allMatch(told::contains) ? List.of() : accepted, lines);
        addNew("accepted is what matches: ", texts(innerError.path("allowedPattern")), lines);
        addNew("at most: ", texts(innerError.path("maximumValue")), lines);
    }

    private static List<String> texts(JsonNode value) {
        return value.isValueNode() ? List.of(ShownText.of(value.asText())) : List.of();
    }

    private static void addNew(String what, List<String> values, List<String> lines) {
        if (!values.isEmpty()) {
            lines.add("    " + what + String.join(", ", values));
        }
    }
}
