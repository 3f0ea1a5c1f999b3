package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The instructions of {@code deploy/container/Containerfile}.
 *
 * @param lines each with its continued lines, without comments
 */
record Containerfile(List<String> lines) {

    static final String PATH = "deploy/container/Containerfile";

    static Containerfile read() {
        List<String> lines = new ArrayList<>();
        StringBuilder instruction = new StringBuilder();
        for (String line : Repository.read(PATH).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            boolean continued = line.endsWith("\\");
            instruction.append(continued ? line.substring(0, line.length() - 1) : line);
            if (!continued) {
                lines.add(instruction.toString());
                instruction.setLength(0);
            }
        }
        return new Containerfile(lines);
    }

    /** What follows each of these instructions. */
    List<String> all(String instruction) {
        return lines.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip())
                .toList();
    }

    /** The same of what is shipped. */
    List<String> ofTheLastStage(String instruction) {
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            last = lines.get(i).startsWith("FROM ") ? i : last;
        }
        return new Containerfile(lines.subList(last, lines.size())).all(instruction);
    }

    String theOnly(String instruction) {
        List<String> found = ofTheLastStage(instruction);
        assertThat(found).as(instruction).hasSize(1);
        return found.get(0);
    }

    /** The program that is started, and what it is always given. */
    List<String> entrypoint() {
        try {
            return Yaml.texts(new ObjectMapper().readTree(theOnly("ENTRYPOINT")));
        } catch (JsonProcessingException noArray) {
            throw new AssertionError("ENTRYPOINT starts a shell", noArray);
        }
    }

    /** The modules that the runtime is cut to. */
    Set<String> runtimeModules() {
        String assignment = "RUNTIME_MODULES=";
        return all("ARG").stream()
                .filter(argument -> argument.startsWith(assignment))
                .findFirst()
                .map(argument -> new TreeSet<>(
                        List.of(argument.substring(assignment.length()).split(","))))
                .orElseThrow(() -> new AssertionError("no " + assignment + " in " + PATH));
    }
}
