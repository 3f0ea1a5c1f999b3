package io.deliverysettings.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** What came back. */
record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper MAPPER = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    String code() {
        return json().path("code").asText();
    }

    String message() {
        return json().path("message").asText();
    }

    String header(String name) {
        return String.join(", ", headers.allValues(name));
    }

    /** What its entity tag says. */
    Optional<Long> revision() {
        return headers.firstValue("ETag").map(tag -> Long.valueOf(tag.replace("\"", "")));
    }

    /** The body, which is the same then wherever it came from. */
    JsonNode withoutLinks() {
        ObjectNode copy = json().deepCopy();
        copy.remove("_links");
        return copy;
    }

    /** The ids of the numbers that are selected. */
    List<String> selected() {
        return json().path("numbers").findParents("selected").stream()
                .filter(number -> number.path("selected").asBoolean())
                .map(number -> number.path("numberId").asText())
                .toList();
    }
}
