package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code docs/dependencies.md} has a row for each library and plugin that a pom names, and none for any other. */
@Timeout(30)
class DependenciesPageTest {

    private static final String PAGE = "docs/dependencies.md";
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]*)\\|.*\\|([^|]*)\\|$", Pattern.MULTILINE);
    private static final Pattern ARTIFACT = Pattern.compile("`([^`]+)`");

    private final List<Pom> poms = Pom.all();

    @Test
    void whatTheApplicationShipsIsListedAsOfRunTime() {
        assertThat(listed("At run time"))
                .as("the artifact ids in the first column of 'At run time' in %s", PAGE)
                .containsAll(artifacts(Pom::shipped));
    }

    @Test
    void whatOnlyTestsUseIsListedAsForTests() {
        Set<String> forTests = artifacts(Pom::forTests);
        forTests.removeAll(artifacts(Pom::shipped));

        assertThat(listed("For tests"))
                .as("the artifact ids in the first column of 'For tests' in %s", PAGE)
                .containsAll(forTests);
    }

    @Test
    void pluginsAndCompilerPluginsAreListedAsForTheBuild() {
        assertThat(listed("For the build"))
                .as("the artifact ids in the first column of 'For the build' in %s", PAGE)
                .isEqualTo(artifacts(Pom::forTheBuild));
    }

    @Test
    void whatOnlyBenchmarksUseIsListedAsForThem() {
        Set<String> forBenchmarks = Pom.ofBenchmarks().stream()
                .flatMap(pom -> pom.named().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        forBenchmarks.removeAll(listed("At run time"));
        forBenchmarks.removeAll(listed("For tests"));
        forBenchmarks.removeAll(listed("For the build"));

        assertThat(listed("For the benchmarks"))
                .as("the artifact ids in the first column of 'For the benchmarks' in %s", PAGE)
                .isEqualTo(forBenchmarks);
    }

    @Test
    void nothingIsListedThatNoPomNames() {
        // What comes with others is in the root's management of versions when there is something to say of it.
        Set<String> named = artifacts(Pom::shipped);
        named.addAll(artifacts(Pom::managed));
        assertThat(named).containsAll(listed("At run time"));

        assertThat(artifacts(Pom::forTests)).containsAll(listed("For tests"));
    }

    @Test
    void nothingIsListedTwice() {
        List<String> all = ARTIFACT.matcher(
                        rows("At run time") + rows("For tests") + rows("For the benchmarks") + rows("For the build"))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void everyRowNamesALicence() {
        assertThat(ROW.matcher(Repository.read(PAGE))
                        .results()
                        .map(row -> row.group(2).strip())
                        .filter(licence -> !licence.equals("licence") && !licence.startsWith("---")))
                .hasSizeGreaterThan(20)
                .allMatch(
                        licence -> licence.matches(
                                ".*(0BSD|Apache-2\\.0|BSD-[23]-Clause|EPL-2\\.0|MIT|LGPL-3\\.0;|GPL-2\\.0 with Classpath exception;).*"));
    }

    private Set<String> artifacts(Function<Pom, Set<String>> of) {
        return poms.stream().flatMap(pom -> of.apply(pom).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> listed(String section) {
        return ARTIFACT.matcher(rows(section))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The first column of the table of a section. */
    private static String rows(String section) {
        String page = Repository.read(PAGE);
        int start = page.indexOf("## " + section + "\n");
        assertThat(start).as("'## %s' in %s", section, PAGE).isNotNegative();
        int end = page.indexOf("\n## ", start);
        Matcher rows = ROW.matcher(page.substring(start, end < 0 ? page.length() : end));
        return rows.results().map(row -> row.group(1)).collect(Collectors.joining("\n"));
    }
}
