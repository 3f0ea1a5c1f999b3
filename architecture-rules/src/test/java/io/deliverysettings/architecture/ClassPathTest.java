package io.deliverysettings.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Packages that are not what they are said to be are noticed, since every rule would hold for them. */
class ClassPathTest {

    @Test
    void aPackageWithoutClassesIsNoticed() {
        ArchitectureRule rule =
                ArchitectureRules.forDrivenAdapter("com.acme.nowhere").get(0);

        assertThatIllegalStateException()
                .isThrownBy(rule::check)
                .withMessageContaining("there is no class in com.acme.nowhere");
    }

    @Test
    void anAdapterWithoutAnOutPortIsNoticed() {
        ArchitectureRule rule = ArchitectureRules.forDrivenAdapter("io.deliverysettings.architecture")
                .get(0);

        assertThatIllegalStateException()
                .isThrownBy(rule::check)
                .withMessageContaining("nothing in io.deliverysettings.architecture implements an out-port");
    }

    @Test
    void theProductionCodeOfThePackagesIsReadAndTheTestsAreNotJudged() {
        Layers layers = Layers.ofTheGateway().withApp("com.tngtech.archunit.base");

        assertThat(ClassPath.classes(layers))
                .extracting(type -> type.getSimpleName())
                .contains("DescribedPredicate", "Layers")
                .doesNotContain("ClassPathTest");
    }
}
