package io.deliverysettings.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;

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

    /** The ids of the numbers that are selected. */
    List<String> selected() {
        return json().path("numbers").findParents("selected").stream()
                .filter(number -> number.path("selected").asBoolean())
                .map(number -> number.path("numberId").asText())
                .toList();
    }
}
