package io.deliverysettings.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.deliverysettings.architecture.ArchitectureRule;
import io.deliverysettings.architecture.ArchitectureRules;
import io.deliverysettings.architecture.Layers;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The production code keeps every rule of {@code architecture-rules}, and every rule bites. */
class ArchitectureTest {

    private static final List<ArchitectureRule> RULES = ArchitectureRules.of(Layers.ofTheGateway());
    private static final List<BadSample> SAMPLES = BadSample.all();

    private static GatewayClasses classesAndSamples;

    @BeforeAll
    static void importClasses(@TempDir Path compiledSamples) {
        BadSample.compile(SAMPLES, compiledSamples);
        classesAndSamples = GatewayClasses.importedWith(SAMPLES, compiledSamples);
    }

    @TestFactory
    Stream<DynamicTest> theProductionCodeKeepsTheRule() {
        return RULES.stream()
                .map(rule -> dynamicTest(
                        rule.name(), () -> rule.check(GatewayClasses.imported().production())));
    }

    @TestFactory
    Stream<DynamicNode> theRuleRefusesItsBadSampleByName() {
        return SAMPLES.stream()
                .collect(Collectors.groupingBy(BadSample::rule, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(samples -> dynamicContainer(
                        samples.getKey(), samples.getValue().stream().map(ArchitectureTest::isRefused)));
    }

    private static DynamicTest isRefused(BadSample sample) {
        return dynamicTest(sample.className(), () -> {
            ArchitectureRule broken = RULES.stream()
                    .filter(rule -> rule.name().equals(sample.rule()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no rule is called " + sample.rule()));

            assertThat(broken.violations(classesAndSamples.productionAnd(sample)))
                    .as("violations of %s", sample.rule())
                    .anyMatch(violation -> violation.contains(sample.className()));
        });
    }
}
