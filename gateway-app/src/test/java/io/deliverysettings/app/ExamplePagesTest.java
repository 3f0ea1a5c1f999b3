package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The code that pages show is code of {@code examples}, which the build compiles and runs: each block stands in a file there, line
 * after line, and so does each output.
 */
@Timeout(30)
class ExamplePagesTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)\\n(.*?)^```$");

    @ParameterizedTest
    @CsvSource({"docs/embedding.md, java kotlin text xml", "docs/architecture-checks.md, java text xml"})
    void whatThePageShowsStandsInTheExamples(String page, String languages) throws IOException {
        List<MatchResult> blocks =
                BLOCK.matcher(Repository.read(page)).results().toList();
        List<List<String>> files = files();

        assertThat(blocks.stream().map(block -> block.group(1)).distinct().filter(language -> !language.equals("sh")))
                .as("the languages that %s has blocks of", page)
                .containsExactlyInAnyOrder(languages.split(" "));
        assertThat(blocks.stream()
                        .filter(block -> !block.group(1).equals("sh"))
                        .filter(block -> files.stream().noneMatch(file -> holds(file, lines(block.group(2)))))
                        .map(MatchResult::group))
                .as("what %s shows, but no file of the examples has", page)
                .isEmpty();
    }

    /** Whether the lines follow each other in the file, all of them further in by the same. */
    private static boolean holds(List<String> file, List<String> lines) {
        return Stream.iterate(0, at -> at + lines.size() <= file.size(), at -> at + 1)
                .anyMatch(at -> String.join("\n", file.subList(at, at + lines.size()))
                        .stripIndent()
                        .equals(String.join("\n", lines)));
    }

    private static List<String> lines(String text) {
        return text.stripTrailing().lines().toList();
    }

    private static List<List<String>> files() throws IOException {
        Path examples = Repository.root().resolve("examples");
        try (Stream<Path> files = Files.walk(examples)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !examples.relativize(file).toString().contains("target"))
                    .map(ExamplePagesTest::read)
                    .toList();
        }
    }

    private static List<String> read(Path file) {
        try {
            return lines(Files.readString(file));
        } catch (IOException cause) {
            throw new AssertionError(file.toString(), cause);
        }
    }
}
