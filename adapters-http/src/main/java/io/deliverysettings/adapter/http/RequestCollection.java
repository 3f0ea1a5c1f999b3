package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The operations of the API document as a collection of Postman, version 2.1, which Bruno and others import: one folder for each
 * tag, one request for each operation, with the first example of its body.
 */
final class RequestCollection {

    private static final String SCHEMA = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final JsonNode document;

    private RequestCollection(JsonNode document) {
        this.document = document;
    }

    static ObjectNode of(JsonNode document) {
        return new RequestCollection(document).collection();
    }

    private ObjectNode collection() {
        ObjectNode collection = JsonNodeFactory.instance.objectNode();
        JsonNode info = document.path("info");
        collection
                .putObject("info")
                .put("name", info.path("title").asText())
                .put("description", info.path("summary").asText())
                .put("schema", SCHEMA);
        setBearer(collection.putObject("auth"));
        setVariables(collection.putArray("variable"));
        ArrayNode items = collection.putArray("item");
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asText();
            add(
                    name,
                    items.addObject()
                            .put("name", name)
                            .put("description", tag.path("description").asText())
                            .putArray("item"));
        }
        return collection;
    }

    private void add(String tag, ArrayNode folder) {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (operation.getValue().path("tags").path(0).asText().equals(tag)) {
                    add(path.getKey(), operation.getKey(), operation.getValue(), folder.addObject());
                }
            }
        }
    }

    private static void setBearer(ObjectNode auth) {
        auth.put("type", "bearer")
                .putArray("bearer")
                .addObject()
                .put("key", "token")
                .put("value", "{{token}}")
                .put("type", "string");
    }

    private void setVariables(ArrayNode variables) {
        variable(
                variables,
                "baseUrl",
                document.at("/servers/0/variables/origin/default").asText());
        variable(variables, "token", "any-token");
        variable(
                variables,
                Exchange.ENVIRONMENT,
                document.at("/components/parameters/EnvironmentId/example").asText());
    }

    private static void variable(ArrayNode variables, String key, String value) {
        variables.addObject().put("key", key).put("value", value);
    }

    private void add(String path, String method, JsonNode operation, ObjectNode item) {
        item.put("name", operation.path("summary").asText());
        ObjectNode request = item.putObject("request");
        request.put("method", method.toUpperCase(Locale.ROOT));
        request.put("description", operation.path("description").asText());
        if (operation.has("security")) {
            request.putObject("auth").put("type", "noauth");
        }
        List<JsonNode> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        ArrayNode headers = request.putArray("header");
        JsonNode bodies = operation.at("/requestBody/content/application~1json/examples");
        if (!bodies.isEmpty()) {
            headers.addObject().put("key", "Content-Type").put("value", MediaType.JSON);
            ObjectNode body = request.putObject("body");
            body.put("mode", "raw")
                    .put("raw", resolved(bodies.iterator().next()).path("value").toPrettyString());
            body.putObject("options").putObject("raw").put("language", "json");
        }
        for (JsonNode parameter : parameters) {
            if (parameter.path("in").asText().equals("header")) {
                optional(headers, parameter);
            }
        }
        setUrl(request.putObject("url"), path, parameters);
    }

    private static void setUrl(ObjectNode url, String path, List<JsonNode> parameters) {
        String address = PATH_PARAMETER.matcher(path).replaceAll(":$1");
        url.put("raw", "{{baseUrl}}" + address);
        url.putArray("host").add("{{baseUrl}}");
        ArrayNode segments = url.putArray("path");
        for (String segment : address.substring(1).split("/", -1)) {
            segments.add(segment);
        }
        ArrayNode query = url.putArray("query");
        ArrayNode variables = url.putArray("variable");
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            switch (parameter.path("in").asText()) {
                case "query" -> optional(query, parameter);
                case "path" ->
                    variables
                            .addObject()
                            .put("key", name)
                            .put(
                                    "value",
                                    name.equals(Exchange.ENVIRONMENT)
                                            ? "{{" + name + "}}"
                                            : parameter.path("example").asText())
                            .put("description", parameter.path("description").asText());
                default -> {}
            }
        }
    }

    /** There to be switched on. */
    private static void optional(ArrayNode list, JsonNode parameter) {
        list.addObject()
                .put("key", parameter.path("name").asText())
                .put("value", parameter.path("example").asText())
                .put("description", parameter.path("description").asText())
                .put("disabled", true);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
