package io.deliverysettings.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.app.client.Table.Cell;
import java.util.List;
import java.util.Optional;

/** Settings, for people. */
final class SettingsText {

    private SettingsText() {}

    /**
     * What is set, a line for each member.
     *
     * @param settings the document of them
     * @param etag of that document, when there is one
     */
    static Table table(JsonNode settings, Optional<String> etag) {
        Table table = new Table();
        add(table, "environment", NumberText.text(settings.path("environment"), "id"));
        add(table, "provider", NumberText.text(settings, "provider"));
        add(table, "account", NumberText.text(settings, "whatsAppAccountBusinessId"));
        add(table, "app", NumberText.text(settings, "appId"));
        add(table, "status", NumberText.text(settings, "status"));
        add(table, "updated", NumberText.text(settings, "updatedAt"));
        add(table, "revision", etag.map(tag -> ShownText.of(tag.replace("\"", ""))));
        Optional<JsonNode> selected = NumberText.selected(settings.path("numbers"));
        if (selected.isEmpty()) {
            return table.row("sends from", "no number is selected");
        }
        String quality = NumberText.text(selected.get(), "qualityRating").orElse("no quality given");
        return table.row(List.of(
                Cell.of("sends from"),
                Cell.of(NumberText.describe(selected.get())),
                Cell.of(quality, Colour.ofQuality(quality)),
                Cell.of(availability(selected.get()))));
    }

    private static void add(Table table, String name, Optional<String> value) {
        value.ifPresent(text -> table.row(List.of(Cell.of(name), new Cell(text, Colour.NONE))));
    }

    private static String availability(JsonNode number) {
        JsonNode available = number.path("available");
        if (!available.isBoolean()) {
            return "";
        }
        return available.asBoolean() ? "available" : "not available";
    }
}
