package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other builds depend on: the modules with sources and Javadoc, which the bill of materials has one version for. */
@Timeout(30)
class PublishedModulesTest {

    private static final Set<String> PUBLISHED =
            Set.of("application", "application-testkit", "architecture-rules", "domain");

    private static final Pattern LISTED = Pattern.compile("<artifactId>delivery-settings-([a-z-]+)</artifactId>");
    private static final Pattern MODULE = Pattern.compile("<module>([a-z-]+)</module>");

    @Test
    void theBillOfMaterialsListsThePublishedModules() {
        String bom = Repository.read("bom/pom.xml");

        assertThat(LISTED.matcher(bom.substring(bom.indexOf("<dependencyManagement>")))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(PUBLISHED);
        assertThat(bom)
                .as("else everybody who imports it gets the versions of what the gateway is built from")
                .doesNotContain("<parent>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"maven-javadoc-plugin", "maven-source-plugin"})
    void thePublishedModulesAndNoOthersHaveSourcesAndJavadoc(String plugin) {
        assertThat(modules()
                        .filter(module -> Repository.read(module + "/pom.xml").contains("<artifactId>" + plugin + "<")))
                .containsExactlyInAnyOrderElementsOf(PUBLISHED);
    }

    @Test
    void thePublishedModulesAndNoOthersHaveTheirApiWrittenDown() {
        assertThat(modules()
                        .filter(module ->
                                Files.exists(Repository.root().resolve(module).resolve("api.txt"))))
                .containsExactlyInAnyOrderElementsOf(PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bom/pom.xml",
                "examples/access-rules/pom.xml",
                "examples/embedding/pom.xml",
                "examples/embedding-kotlin/pom.xml"
            })
    void whatHasNoParentHasTheVersionOfTheOthers(String pom) {
        assertThat(versions("bom", pom))
                .isNotEmpty()
                .hasSameElementsAs(versions("parent", "pom.xml").toList());
    }

    private static Stream<String> modules() {
        return MODULE.matcher(Repository.read("pom.xml")).results().map(found -> found.group(1));
    }

    private static Stream<String> versions(String artifact, String pom) {
        Pattern version = Pattern.compile(
                "<artifactId>delivery-settings-" + artifact + "</artifactId>\\s*<version>([^<]+)</version>");
        return version.matcher(Repository.read(pom)).results().map(found -> found.group(1));
    }
}
