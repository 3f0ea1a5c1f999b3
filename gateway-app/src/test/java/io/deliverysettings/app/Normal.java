package io.deliverysettings.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** JSON without what differs from one run to the next. The order of members stays: it is part of the contract. */
final class Normal {

    static final String ORIGIN = "http://127.0.0.1:8080";

    private static final Pattern TIME = Pattern.compile("\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z\"");
    private static final Pattern DURATION = Pattern.compile("\"durationMs\":[0-9]+");
    private static final Pattern UUID =
            Pattern.compile("\"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\"");

    private static final Pattern OPERATION = Pattern.compile("/operations/[0-9a-f-]{36}\"");

    static final List<String> OWN_LINKS = List.of("numbers", "selectedNumber", "history");

    private Normal() {}

    /** The same without the links by which the gateway leads to resources of its own. */
    static String withoutOwnLinks(JsonNode json, String environment, URI apiUrl) {
        ObjectNode copy = json.deepCopy();
        ((ObjectNode) copy.path("_links")).remove(OWN_LINKS);
        return of(copy, environment, apiUrl);
    }

    /**
     * One line of text.
     *
     * @param environment the id that is no accident and stays
     * @param apiUrl where the answer came from; becomes {@link #ORIGIN}
     */
    static String of(JsonNode json, String environment, URI apiUrl) {
        String text = TIME.matcher(json.toString()).replaceAll("\"TIME\"");
        text = DURATION.matcher(text).replaceAll("\"durationMs\":0");
        text = OPERATION.matcher(text).replaceAll("/operations/UUID\"");
        text = UUID.matcher(text).replaceAll(found -> found.group().contains(environment) ? found.group() : "\"UUID\"");
        return text.replace("\"" + apiUrl.resolve("/").toString(), "\"" + ORIGIN + "/");
    }
}
