package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why figures miss their targets, and what would close that: written by people, and shown with the figures that are missed.
 *
 * @param texts in Markdown, by the figures' names
 */
record MissedTargets(Map<String, String> texts) {

    private static final String HEADING = "## ";

    MissedTargets {
        texts = Map.copyOf(texts);
    }

    static MissedTargets read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** A page in which each heading of the second level is the name of a figure; what stands before the first is for its writers. */
    static MissedTargets parse(String page) {
        Map<String, String> texts = new LinkedHashMap<>();
        String name = "";
        StringBuilder text = new StringBuilder();
        for (String line : page.lines().toList()) {
            if (line.startsWith(HEADING)) {
                texts.put(name, text.toString().strip());
                name = line.substring(HEADING.length()).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        texts.put(name, text.toString().strip());
        texts.remove("");
        return new MissedTargets(texts);
    }

    Optional<String> of(Figure figure) {
        return Optional.ofNullable(texts.get(figure.name())).filter(text -> !text.isEmpty());
    }

    /** For which there is a text and no figure, in the order of the alphabet. */
    List<String> unknown(Collection<String> figures) {
        return texts.keySet().stream()
                .filter(name -> !figures.contains(name))
                .sorted()
                .toList();
    }
}
