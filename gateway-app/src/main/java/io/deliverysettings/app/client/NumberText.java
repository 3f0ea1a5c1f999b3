package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.app.client.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Numbers and the verdicts on them, for people. */
final class NumberText {

    private static final String SELECTED = "*";

    private NumberText() {}

    /** On one line, as the gateway's messages name it: {@code 205000000000002 (+1 555-010-0002, "Acme Sales")}. */
    static String describe(JsonNode number) {
        String more = Stream.of(
                        text(number, "number"), text(number, "verifiedName").map(name -> "\"" + name + "\""))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        Optional<String> id = text(number, "numberId");
        if (id.isEmpty() || more.isEmpty()) {
            return id.orElse(more.isEmpty() ? "a number without a name" : more);
        }
        return id.get() + " (" + more + ")";
    }

    static Optional<JsonNode> selected(JsonNode numbers) {
        return StreamSupport.stream(numbers.spliterator(), false)
                .filter(number -> number.path("selected").asBoolean())
                .findFirst();
    }

    /** With a mark at the one that is sent from. */
    static Table table(JsonNode numbers) {
        boolean hasVerdicts =
                StreamSupport.stream(numbers.spliterator(), false).anyMatch(number -> number.has("selectable"));
        List<String> head = new ArrayList<>(List.of("", "NUMBER", "ID", "NAME", "QUALITY", "AVAILABLE"));
        if (hasVerdicts) {
            head.addAll(List.of("SELECTABLE", "REMARKS"));
        }
        Table table = new Table().row(head.toArray(String[]::new));
        for (JsonNode number : numbers) {
            String quality = text(number, "qualityRating").orElse("-");
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.of(number.path("selected").asBoolean() ? SELECTED : ""),
                    cell(number, "number"),
                    cell(number, "numberId"),
                    cell(number, "verifiedName"),
                    Cell.of(quality, Colour.ofQuality(quality)),
                    yesOrNo(number, "available")));
            if (hasVerdicts) {
                row.add(yesOrNo(number, "selectable"));
                row.add(Cell.of(remarks(number)));
            }
            table.row(row);
        }
        return table;
    }

    /** The reasons against a number, then what to know about it. */
    static String remarks(JsonNode number) {
        List<String> remarks = new ArrayList<>();
        number.path("reasons").forEach(reason -> remarks.add(reason.asText()));
        number.path("warnings").forEach(warning -> remarks.add(warning.asText()));
        return ShownText.of(String.join(", ", remarks));
    }

    static Optional<String> text(JsonNode object, String member) {
        return Optional.of(object.path(member))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .map(ShownText::of);
    }

    private static Cell cell(JsonNode object, String member) {
        return Cell.of(object.path(member).asText("-"));
    }

    private static Cell yesOrNo(JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (!value.isBoolean()) {
            return Cell.of("-");
        }
        return value.asBoolean() ? Cell.of("yes") : Cell.of("no", Colour.RED);
    }
}
