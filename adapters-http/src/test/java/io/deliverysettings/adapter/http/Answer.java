package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What came back, whichever client asked. */
record Answer(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper MAPPER = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers().map());
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** Reads one answer of HTTP/1.x whose end is the end of the connection, and judges it by the API document. */
    static Answer to(String request, String text) {
        Answer answer = of(text);
        String[] line = request.split("\r\n", 2)[0].split(" ", -1);
        if (line.length == 3 && line[2].startsWith("HTTP/1.")) {
            String[] parts = request.split("\r\n\r\n", 2);
            // Of a body in chunks nobody here knows what it says.
            String body = parts.length < 2 || parts[0].contains("chunked") ? "" : parts[1];
            ApiContract.ours().check(line[0], line[1], body.getBytes(StandardCharsets.UTF_8), answer);
        }
        return answer;
    }

    /** Reads one answer of HTTP/1.x whose end is the end of the connection. */
    static Answer of(String text) {
        int blank = text.indexOf("\r\n\r\n");
        assertThat(blank).as("an answer with a head, not: %s", text).isPositive();
        String[] head = text.substring(0, blank).split("\r\n", -1);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.computeIfAbsent(head[i].substring(0, colon), name -> new ArrayList<>())
                    .add(head[i].substring(colon + 1).strip());
        }
        Answer answer = new Answer(Integer.parseInt(head[0].substring(9, 12)), headers, text.substring(blank + 4));
        if (answer.status() >= 400) {
            ApiContract.ours().checkError(answer);
        }
        return answer;
    }

    Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        assertThat(values).as(name).hasSizeLessThan(2);
        return values.stream().findFirst();
    }

    JsonNode json() {
        return json(body);
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException(text, notJson);
        }
    }

    /** The targets of the details, in order. */
    List<String> targets() {
        List<String> targets = new ArrayList<>();
        json().path("details")
                .forEach(detail -> targets.add(detail.path("target").asText()));
        return targets;
    }

    JsonNode detail(String target) {
        for (JsonNode detail : json().path("details")) {
            if (detail.path("target").asText().equals(target)) {
                return detail;
            }
        }
        throw new AssertionError("no detail of " + target + " in " + body);
    }

    String message() {
        return json().path("message").asText();
    }

    /** That this is an error in the envelope of the contract, with the gateway's own code. */
    Answer isError(ErrorTable row) {
        return isErrorWith(row.status(), row.code());
    }

    Answer isErrorWith(int status, String code) {
        assertThat(this.status).as(body).isEqualTo(status);
        assertThat(header("Content-Type")).contains("application/json");
        assertThat(header("Correlation-Id").orElse("")).isNotEmpty();
        JsonNode envelope = json();
        assertThat(UUID.fromString(envelope.path("id").textValue())).isNotNull();
        assertThat(envelope.path("code").textValue()).isEqualTo(code);
        assertThat(envelope.path("message").textValue()).isNotBlank();
        if (envelope.has("details")) {
            assertThat(envelope.path("details")).isNotEmpty().allSatisfy(detail -> {
                assertThat(detail.path("code").textValue()).matches("[A-Z_]+");
                assertThat(detail.path("target").textValue()).isNotEmpty();
                assertThat(detail.path("message").textValue()).isNotBlank();
            });
        }
        return this;
    }
}
