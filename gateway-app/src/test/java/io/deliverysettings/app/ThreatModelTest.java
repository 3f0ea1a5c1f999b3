package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the threat model to the tests: each of its rows names those that fail when its defence does not work, and each of them is
 * there. That they pass is for the build to say, which runs all of them.
 */
class ThreatModelTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (T[0-9]+) \\| (.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*)#([a-z][A-Za-z0-9]*)`");

    /** How JUnit or jqwik find a test. */
    private static final Pattern TEST = Pattern.compile("@(?:Test|ParameterizedTest|Property|RepeatedTest)\\b");

    private static final String END_OF_THE_MEMBER_BEFORE = "\n\n";

    /** The files of tests and contracts by the names of their classes; there may be several of one name. */
    private static final Map<String, List<Path>> FILES = files();

    record Row(String id, String threat, String heldBy) {
        @Override
        public String toString() {
            return id + " " + threat;
        }
    }

    static List<Row> rows() {
        return ROW.matcher(Repository.read("SECURITY.md"))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(4)))
                .toList();
    }

    @Test
    void theRowsAreNumberedOneByOne() {
        List<Row> rows = rows();

        assertThat(rows).hasSizeGreaterThan(20);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).id()).isEqualTo("T" + (i + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachDefenceHasATestThatIsThere(Row row) throws IOException {
        Matcher named = NAMED.matcher(row.heldBy());
        int tests = 0;
        while (named.find()) {
            tests++;
            assertThat(isATest(named.group(1), named.group(2)))
                    .as("%s names %s#%s", row.id(), named.group(1), named.group(2))
                    .isTrue();
        }
        assertThat(tests).as("tests of %s", row).isPositive();
    }

    private static boolean isATest(String type, String method) throws IOException {
        Pattern declaration = Pattern.compile("\\bvoid " + method + "\\(");
        for (Path file : FILES.getOrDefault(type, List.of())) {
            String source = Files.readString(file);
            Matcher declared = declaration.matcher(source);
            if (declared.find()) {
                int begin = source.lastIndexOf(END_OF_THE_MEMBER_BEFORE, declared.start());
                if (TEST.matcher(source.substring(begin, declared.start())).find()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Map<String, List<Path>> files() {
        Map<String, List<Path>> files = new HashMap<>();
        try (Stream<Path> all = Files.walk(Repository.root())) {
            all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/")
                            || file.toString().contains("/application-testkit/src/"))
                    .forEach(file -> files.merge(
                            file.getFileName().toString().replaceFirst("\\.java$", ""),
                            List.of(file),
                            (one, other) ->
                                    Stream.concat(one.stream(), other.stream()).toList()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return files;
    }
}
