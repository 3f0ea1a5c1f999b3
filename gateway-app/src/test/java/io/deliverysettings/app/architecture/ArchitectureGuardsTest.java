package io.deliverysettings.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import io.deliverysettings.architecture.ArchitectureRule;
import io.deliverysettings.architecture.ArchitectureRules;
import io.deliverysettings.architecture.Layers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the rules themselves from passing because they look at nothing. */
class ArchitectureGuardsTest {

    @Test
    void everyRuleHasABadSampleAndEveryBadSampleBelongsToARule() {
        assertThat(BadSample.all().stream().map(BadSample::rule).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(ArchitectureRules.of(Layers.ofTheGateway()).stream()
                        .map(ArchitectureRule::name)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyLayerHoldsProductionCode() {
        return Layers.ofTheGateway().packages().stream()
                .map(layer -> dynamicTest(
                        layer,
                        () -> assertThat(production().stream()
                                        .anyMatch(type -> type.getPackageName().equals(layer)
                                                || type.getPackageName().startsWith(layer + ".")))
                                .as("there is production code in %s", layer)
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyClassThatARuleNamesExists() {
        return ArchitectureRules.namedClasses().stream()
                .map(name -> dynamicTest(
                        name,
                        () -> assertThat(Class.forName(name, false, ArchitectureGuardsTest.class.getClassLoader()))
                                .isNotNull()));
    }

    @Test
    void aRuleThatFindsNothingToLookAtFails() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("io.deliverysettings.nowhere..")
                .should()
                .beInterfaces();

        assertThatThrownBy(() -> rule.check(production())).isInstanceOf(AssertionError.class);
    }

    @Test
    void slicesThatMatchNothingFail() {
        ArchRule rule =
                slices().matching("io.deliverysettings.nowhere.(*)..").should().notDependOnEachOther();

        assertThatThrownBy(() -> rule.check(production())).isInstanceOf(AssertionError.class);
    }

    @Test
    void testsAreFoundBesideADirectoryOfClasses(@TempDir Path module) throws IOException {
        Path classes = Files.createDirectories(module.resolve("target/classes/io/deliverysettings"));
        Path tests = Files.createDirectories(module.resolve("target/test-classes/io"));
        Files.createFile(tests.resolve("SomeTest.class"));

        assertThat(ModuleTests.beside(Location.of(classes))).isEqualTo(tests.getParent());
    }

    @Test
    void testsAreFoundBesideAJar(@TempDir Path module) throws IOException {
        Path tests = Files.createDirectories(module.resolve("target/test-classes"));
        Files.createFile(tests.resolve("SomeTest.class"));
        URI packageInJar =
                URI.create("jar:" + module.resolve("target/module.jar").toUri() + "!/io/deliverysettings/");

        assertThat(ModuleTests.beside(Location.of(packageInJar))).isEqualTo(tests);
    }

    @Test
    void testsThatAreMissingAreNoticed(@TempDir Path module) throws IOException {
        Path classes = Files.createDirectories(module.resolve("target/classes"));

        assertThatThrownBy(() -> ModuleTests.beside(Location.of(classes)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("no compiled tests", "mvn -pl gateway-app -am test");
    }

    @Test
    void aTestDirectoryWithoutTestsIsNoticed(@TempDir Path module) throws IOException {
        Path classes = Files.createDirectories(module.resolve("target/classes"));
        Path tests = Files.createDirectories(module.resolve("target/test-classes"));
        Files.createFile(tests.resolve("Fixtures.class"));

        assertThatThrownBy(() -> ModuleTests.beside(Location.of(classes)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no test among the classes");
    }

    @Test
    void classesFromOutsideTheBuildAreNoticed(@TempDir Path repository) {
        URI packageInJar = URI.create("jar:" + repository.resolve("module.jar").toUri() + "!/io/deliverysettings/");

        assertThatThrownBy(() -> ModuleTests.beside(Location.of(packageInJar)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not in the target of a module");
    }

    private static JavaClasses production() {
        return GatewayClasses.imported().production();
    }
}
