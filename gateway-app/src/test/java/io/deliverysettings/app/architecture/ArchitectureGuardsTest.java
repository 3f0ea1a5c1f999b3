package io.deliverysettings.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
                .containsExactlyInAnyOrderElementsOf(
                        Rule.all().stream().map(Rule::name).toList());
    }

    @Test
    void everyRuleSaysWhyAndWhatToDo() {
        assertThat(Rule.all())
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(rule.rule().getDescription()).as(rule.name()).containsPattern(", because .+; .+"));
    }

    @TestFactory
    Stream<DynamicTest> everyLayerHoldsProductionCode() {
        return Arrays.stream(Layer.values())
                .map(layer -> dynamicTest(
                        layer.pattern(),
                        () -> assertThat(production().stream().anyMatch(layer::holds))
                                .as("there is production code in %s", layer.pattern())
                                .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> everyForeignPackageExists() {
        return Arrays.stream(Technology.values())
                .map(technology -> dynamicTest(technology.pattern(), () -> {
                    Class<?> example =
                            Class.forName(technology.example(), false, ArchitectureGuardsTest.class.getClassLoader());

                    assertThat(PackageMatcher.of(technology.pattern()).matches(example.getPackageName()))
                            .as("%s is in %s", technology.example(), technology.pattern())
                            .isTrue();
                }));
    }

    /** Else a rule could name a package that the two tests above do not know of. */
    @Test
    void rulesSpeakOfPackagesOnlyThroughLayersAndTechnologies() {
        noClasses()
                .should()
                .accessTargetWhere(Uses.ofMembersCalled(
                        "resideInAPackage",
                        "resideInAnyPackage",
                        "resideOutsideOfPackage",
                        "resideOutsideOfPackages",
                        "haveFullyQualifiedName"))
                .because("a pattern is guarded only there; add the package to Layer or Technology")
                .check(new ClassFileImporter().importClasses(Rule.groups().toList()));
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
