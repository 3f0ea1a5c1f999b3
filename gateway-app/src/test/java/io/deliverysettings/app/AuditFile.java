package io.deliverysettings.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An audit log, as whoever collects it reads it.
 *
 * @param path of the file
 */
record AuditFile(Path path) {

    /** All lines that are finished. */
    List<JsonNode> lines() throws IOException {
        String text = Files.readString(path);
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Answer::json)
                .toList();
    }

    /** What each line says about one environment. */
    List<JsonNode> linesOf(String environment) throws IOException {
        return lines().stream()
                .filter(line -> line.path("environment").asText().equals(environment))
                .toList();
    }

    /** The one line about a request. */
    JsonNode lineOf(String correlationId) throws IOException {
        List<JsonNode> found = lines().stream()
                .filter(line -> line.path("correlationId").asText().equals(correlationId))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " lines of " + correlationId + ": " + found);
        }
        return found.get(0);
    }

    /** As an operator checks it. */
    CliRun verify() {
        return CliRun.started(Map.of(), "audit", "verify", path.toString());
    }
}
