package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The API document as a judge of what the gateway answers. What the document does not name is a fault here, unless it says itself that
 * there may be more: whoever writes a client learns from it what there is.
 */
final class ApiContract {

    private static final ApiContract OURS =
            new ApiContract(ApiDescription.read().document());

    /** What moves the bytes, and what a test's client has added. */
    private static final Set<String> OF_THE_TRANSPORT =
            Set.of("connection", "content-length", "content-type", "from-port", "transfer-encoding", ":status");

    private static final Set<String> OF_PREFLIGHTS =
            Set.of("access-control-allow-methods", "access-control-allow-headers", "access-control-max-age");

    private final ObjectNode document;
    private final JsonNode closedSchemas;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    ApiContract(JsonNode document) {
        this.document = (ObjectNode) document;
        this.closedSchemas = closed(document.at("/components/schemas"));
    }

    /** The document that the gateway serves. */
    static ApiContract ours() {
        return OURS;
    }

    /**
     * What one address offers with one method.
     *
     * @param path with the names of parameters in braces
     * @param method in lower case
     * @param definition as it stands in the document
     */
    record Operation(String path, String method, JsonNode definition) {

        String id() {
            return definition.path("operationId").asText();
        }

        /** Whether it takes no token. */
        boolean isPublic() {
            return definition.path("security").isArray()
                    && definition.path("security").isEmpty();
        }

        @Override
        public String toString() {
            return id();
        }
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(new Operation(path.getKey(), method.getKey(), method.getValue()))));
        return operations;
    }

    JsonNode document() {
        return document;
    }

    /** The response of an operation by its status; missing when there is none. */
    JsonNode response(Operation operation, String status) {
        return resolved(operation.definition().path("responses").path(status));
    }

    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** The names in the table of errors that a response can be. */
    static List<String> errors(JsonNode response) {
        return StreamSupport.stream(response.path("x-errors").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Judges an answer to a request of which nothing is known: if it is an error, it is one of those that are documented. */
    void checkError(Answer answer) {
        if (answer.status() >= 400 && !answer.body().isEmpty()) {
            assertValid("#/components/schemas/Error", answer.json(), answer.body());
        }
        Set<String> known = new TreeSet<>(OF_PREFLIGHTS);
        document.at("/components/responses")
                .forEach(response ->
                        response.path("headers").fieldNames().forEachRemaining(name -> known.add(lower(name))));
        operations()
                .forEach(operation -> operation
                        .definition()
                        .path("responses")
                        .forEach(response -> resolved(response)
                                .path("headers")
                                .fieldNames()
                                .forEachRemaining(name -> known.add(lower(name)))));
        assertThat(names(answer))
                .as("documented headers")
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    /** What a page is made of is no business of whoever calls the API. */
    static boolean isPartOfAPage(String path) {
        return path.matches("/docs/.*|/console(/.*)?");
    }

    /**
     * Judges an answer.
     *
     * @param target the path and query that were asked for
     * @param body what was sent
     */
    void check(String method, String target, byte[] body, Answer answer) {
        String path = target.replaceFirst("^[a-z]+://[^/?]*", "").split("[?#]", 2)[0];
        List<Operation> there = operations().stream()
                .filter(operation -> template(operation.path()).matcher(path).matches())
                .toList();
        if (isPartOfAPage(path)) {
            checkError(answer);
            return;
        }
        String sought = method.equals("HEAD") ? "get" : lower(method);
        Optional<Operation> asked = there.stream()
                .filter(operation -> operation.method().equals(sought))
                .findFirst();
        if (asked.isPresent()) {
            check(asked.get(), method, answer);
            if (answer.status() < 400) {
                checkRequest(asked.get(), target, body);
            }
        } else if (method.equals("OPTIONS") && answer.status() < 400) {
            checkOptions(there, answer);
        } else {
            assertThat(answer.status())
                    .as("an answer to %s %s, which is not in the API document", method, path)
                    .isIn(
                            there.isEmpty()
                                    ? List.of(400, 401, 403, 404, 408, 414, 417, 429, 431, 500, 503, 505)
                                    : List.of(400, 403, 405, 408, 414, 417, 429, 431, 500, 503, 505));
            checkError(answer);
        }
    }

    private void checkOptions(List<Operation> there, Answer answer) {
        assertThat(answer.status()).isEqualTo(204);
        if (answer.header("Access-Control-Allow-Methods").isEmpty()) {
            Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
            there.forEach(operation -> methods.add(operation.method().toUpperCase(Locale.ROOT)));
            if (methods.contains("GET")) {
                methods.add("HEAD");
            }
            assertThat(answer.header("Allow")).contains(String.join(", ", methods));
        }
        checkError(answer);
    }

    private void check(Operation operation, String method, Answer answer) {
        String where = operation.id() + " " + answer.status();
        JsonNode response = response(operation, String.valueOf(answer.status()));
        assertThat(response.isObject())
                .as("%s is in the API document; it was %s", where, answer.body())
                .isTrue();
        checkHeaders(where, response.path("headers"), answer);
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("the body of " + where).isEmpty();
        } else {
            String type = answer.header("Content-Type").orElse("none").split(";", 2)[0];
            assertThat(content.has(type))
                    .as("%s as %s is in the API document", where, type)
                    .isTrue();
            if (!method.equals("HEAD") && type.endsWith("json")) {
                String pointer = schemaOf(operation, answer.status(), type);
                assertValid(pointer, answer.json(), where + ": " + answer.body());
            }
        }
        if (answer.status() >= 400 && !method.equals("HEAD")) {
            checkRow(where, response, answer);
        }
    }

    private String schemaOf(Operation operation, int status, String type) {
        JsonNode reference = operation.definition().path("responses").path(String.valueOf(status));
        String response = reference.has("$ref")
                ? reference.path("$ref").asText()
                : "#/paths/" + escaped(operation.path()) + "/" + operation.method() + "/responses/" + status;
        return response + "/content/" + escaped(type) + "/schema";
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private void checkHeaders(String where, JsonNode documented, Answer answer) {
        Set<String> known = new TreeSet<>();
        documented.properties().forEach(header -> {
            known.add(lower(header.getKey()));
            JsonNode definition = resolved(header.getValue());
            Optional<String> value =
                    Optional.ofNullable(answer.headers().get(header.getKey())).map(values -> String.join(", ", values));
            if (definition.path("required").asBoolean()) {
                assertThat(value).as("%s of %s", header.getKey(), where).isPresent();
            }
            value.ifPresent(text -> assertValid(
                    header.getValue().path("$ref").asText() + "/schema",
                    JsonNodeFactory.instance.textNode(text),
                    header.getKey() + " of " + where));
        });
        assertThat(known)
                .as("headers of %s that are in the API document", where)
                .containsAll(names(answer));
    }

    private static Set<String> names(Answer answer) {
        Set<String> names = new TreeSet<>();
        answer.headers().keySet().forEach(name -> names.add(lower(name)));
        names.removeAll(OF_THE_TRANSPORT);
        return names;
    }

    /** What the gateway says when it speaks for itself has to be among the errors of the response; PingOne's words are its own. */
    private void checkRow(String where, JsonNode response, Answer answer) {
        List<String> documented = errors(response);
        String code = answer.json().path("code").asText();
        List<String> said = Arrays.stream(ErrorTable.values())
                .filter(row -> row.status() == answer.status() && row.code().equals(code))
                .filter(row -> answer.message().startsWith(row.message()))
                .map(ErrorTable::name)
                .toList();
        if (!said.isEmpty()) {
            assertThat(documented).as("errors of %s in the API document", where).containsAnyElementsOf(said);
        }
    }

    private void checkRequest(Operation operation, String target, byte[] body) {
        JsonNode definition = operation.definition();
        if (definition.has("requestBody") && body.length > 0) {
            String text = new String(body, StandardCharsets.UTF_8).replace("\uFEFF", "");
            assertValid(
                    "#/paths/" + escaped(operation.path()) + "/" + operation.method()
                            + "/requestBody/content/application~1json/schema",
                    Answer.json(text),
                    "what " + operation.id() + " has accepted: " + text);
        }
        int question = target.indexOf('?');
        if (question < 0) {
            return;
        }
        for (String pair : target.substring(question + 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            definition.path("parameters").forEach(reference -> {
                JsonNode parameter = resolved(reference);
                if (parameter.path("in").asText().equals("query")
                        && parameter.path("name").asText().equals(parts[0])) {
                    assertValid(
                            reference.path("$ref").asText() + "/schema",
                            value(parameter.at("/schema/type").asText(), parts.length > 1 ? parts[1] : ""),
                            "a parameter that " + operation.id() + " has accepted: " + pair);
                }
            });
        }
    }

    private static JsonNode value(String type, String encoded) {
        String text = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        return switch (type) {
            case "string" -> JsonNodeFactory.instance.textNode(text);
            case "array" -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                Arrays.stream(text.split(",", -1)).forEach(array::add);
                yield array;
            }
            default -> Answer.json(text);
        };
    }

    /** Holds a value to a schema of the document. */
    void assertValid(String pointer, JsonNode value, String description) {
        List<Error> errors = schemas.computeIfAbsent(pointer, this::schema).validate(value);
        assertThat(errors).as(description).isEmpty();
    }

    private Schema schema(String pointer) {
        JsonNode found = document.at(pointer.substring(1));
        assertThat(found.isObject()).as(pointer + " is in the API document").isTrue();
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("allOf").add(closed(found));
        schema.set("$defs", closedSchemas);
        return registry.getSchema(schema);
    }

    /** The same, where no object may have members that are not named, unless it says that it may, and where JSON Schema alone can read it. */
    private static JsonNode closed(JsonNode node) {
        JsonNode copy = node.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        if (node instanceof ObjectNode object && object.has("$ref")) {
            object.put("$ref", object.path("$ref").asText().replace("#/components/schemas/", "#/$defs/"));
        }
        node.forEach(ApiContract::close);
    }

    /** What Vert.x takes for the path; a last slash makes no difference to it. */
    private static Pattern template(String path) {
        return Pattern.compile(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+") + "/?");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
