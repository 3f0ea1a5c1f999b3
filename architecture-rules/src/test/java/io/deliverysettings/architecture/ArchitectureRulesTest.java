package io.deliverysettings.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.PackageMatcher;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rules are, whatever they are asked about. That each of them bites is shown in {@code gateway-app}. */
class ArchitectureRulesTest {

    private static final List<ArchitectureRule> RULES = ArchitectureRules.of(Layers.ofTheGateway());

    @Test
    void everyGroupOfRulesIsListed() throws Exception {
        Path classes = Path.of(ArchitectureRules.class
                        .getResource("ArchitectureRules.class")
                        .toURI())
                .resolveSibling("");
        try (Stream<Path> files = Files.list(classes)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Rules.class") && !name.equals("ArchitectureRules.class"))
                            .map(name -> name.substring(0, name.length() - ".class".length())))
                    .containsExactlyInAnyOrderElementsOf(
                            ArchitectureRules.groups().map(Class::getSimpleName).toList());
        }
    }

    @Test
    void everyRuleIsFoundAndHasANameOfItsOwn() {
        long fields = ArchitectureRules.groups()
                .flatMap(group -> Stream.of(group.getDeclaredFields()))
                .filter(field -> field.getType() == LayeredRule.class)
                .count();

        assertThat(RULES).hasSize((int) fields).hasSizeGreaterThan(45);
        assertThat(RULES.stream().map(ArchitectureRule::name)).doesNotHaveDuplicates();
    }

    @Test
    void everyRuleSaysWhyAndWhatToDo() {
        assertThat(RULES)
                .allSatisfy(
                        rule -> assertThat(rule.description()).as(rule.name()).containsPattern(", because .+; .+"));
    }

    /** Else a rule could name a package that no test knows of. */
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
                .check(new ClassFileImporter()
                        .importClasses(ArchitectureRules.groups().toList()));
    }

    @Test
    void everyForeignPackageHoldsItsExample() {
        for (Technology technology : Technology.values()) {
            String example = technology.example();

            assertThat(PackageMatcher.of(technology.pattern()).matches(example.substring(0, example.lastIndexOf('.'))))
                    .as("%s is in %s", example, technology.pattern())
                    .isTrue();
        }
    }

    /** Whoever uses the rules need not have what they forbid, nor the gateway's modules. */
    @Test
    void theRulesNeedNothingOfWhatTheySpeakOf() {
        assertThat(ArchitectureRules.namedClasses())
                .contains("io.vertx.core.Future", "io.deliverysettings.domain.secret.Secret", "org.slf4j.Logger");

        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("(io\\.vertx|io\\.netty|com\\.fasterxml|org\\.slf4j|org\\.junit)\\..*"
                        + "|io\\.deliverysettings\\.(?!architecture\\.).*")
                .because("that would come along to every build; name the type in Type")
                .check(new ClassFileImporter()
                        .importPackagesOf(ArchitectureRules.class)
                        .that(DescribedPredicate.describe(
                                "production code",
                                type -> !type.getSource()
                                        .orElseThrow()
                                        .getUri()
                                        .toString()
                                        .contains("/test-classes/"))));
    }
}
