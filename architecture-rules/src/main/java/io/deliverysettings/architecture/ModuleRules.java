package io.deliverysettings.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.deliverysettings.architecture.Layer.ADAPTERS;
import static io.deliverysettings.architecture.Layer.APP;
import static io.deliverysettings.architecture.Layer.APPLICATION;
import static io.deliverysettings.architecture.Layer.AUDIT_ADAPTER;
import static io.deliverysettings.architecture.Layer.DOMAIN;
import static io.deliverysettings.architecture.Layer.FAULTS;
import static io.deliverysettings.architecture.Layer.GATEWAY;
import static io.deliverysettings.architecture.Layer.HEALTH;
import static io.deliverysettings.architecture.Layer.HTTP_ADAPTER;
import static io.deliverysettings.architecture.Layer.IDENTITY_ADAPTER;
import static io.deliverysettings.architecture.Layer.IN_PORTS;
import static io.deliverysettings.architecture.Layer.OPERATIONS;
import static io.deliverysettings.architecture.Layer.OUTCOMES;
import static io.deliverysettings.architecture.Layer.OUT_PORTS;
import static io.deliverysettings.architecture.Layer.PERSISTENCE_ADAPTER;
import static io.deliverysettings.architecture.Layer.PINGONE_ADAPTER;
import static io.deliverysettings.architecture.Layer.RULES;
import static io.deliverysettings.architecture.Layer.SANDBOX;
import static io.deliverysettings.architecture.Layer.SEALING_ADAPTER;
import static io.deliverysettings.architecture.Layer.SERVICES;
import static io.deliverysettings.architecture.Layer.TESTKIT;
import static io.deliverysettings.architecture.Layer.TRACING_ADAPTER;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which module may see which, and where a class may live. */
final class ModuleRules {

    private static final Set<String> NAMES_WITHOUT_A_CONCEPT =
            Set.of("common", "dto", "helper", "helpers", "impl", "misc", "model", "shared", "util", "utils");

    private static final List<Layer> KNOWN_LAYERS = List.of(
            DOMAIN,
            FAULTS,
            HEALTH,
            OPERATIONS,
            OUTCOMES,
            IN_PORTS,
            OUT_PORTS,
            SERVICES,
            AUDIT_ADAPTER,
            HTTP_ADAPTER,
            IDENTITY_ADAPTER,
            PERSISTENCE_ADAPTER,
            PINGONE_ADAPTER,
            SEALING_ADAPTER,
            TRACING_ADAPTER,
            TESTKIT,
            RULES,
            SANDBOX,
            APP);

    static final LayeredRule MODULES_POINT_TOWARDS_THE_DOMAIN = layers -> layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(!layers.areTheWholeGateway())
            .layer("domain")
            .definedBy(layers.in(DOMAIN))
            .layer("application")
            .definedBy(layers.in(APPLICATION))
            .layer("testkit")
            .definedBy(layers.in(TESTKIT))
            .layer("adapters")
            .definedBy(layers.in(ADAPTERS))
            .layer("sandbox")
            .definedBy(layers.in(SANDBOX))
            .layer("app")
            .definedBy(layers.in(APP))
            .whereLayer("domain")
            .mayNotAccessAnyLayer()
            .whereLayer("application")
            .mayOnlyAccessLayers("domain")
            .whereLayer("testkit")
            .mayOnlyAccessLayers("application", "domain")
            .whereLayer("adapters")
            .mayOnlyAccessLayers("application", "domain")
            .whereLayer("sandbox")
            .mayNotAccessAnyLayer()
            .whereLayer("app")
            .mayOnlyAccessLayers("adapters", "application", "domain", "sandbox")
            .because(
                    "dependencies point inwards; when the inside needs the outside, give it an out-port and let an adapter"
                            + " implement that");

    static final LayeredRule ADAPTERS_DO_NOT_SEE_EACH_OTHER = layers -> slices().assignedFrom(layers.eachAdapter())
            .should()
            .notDependOnEachOther()
            .because(
                    "an adapter must be replaceable alone; what two of them share is either a rule, which belongs into the"
                            + " core, or a detail that each may have for itself");

    static final LayeredRule NOBODY_SEES_THE_APP = layers -> noClasses()
            .that(layers.elsewhereThan(APP))
            .should()
            .dependOnClassesThat(layers.in(APP))
            .because(
                    "the app puts the parts together and no part knows it; pass what is needed through a constructor or an"
                            + " options record");

    static final LayeredRule ONLY_THE_APP_SEES_THE_FACTORY = layers -> noClasses()
            .that(layers.elsewhereThan(APP, SERVICES))
            .should()
            .dependOnClassesThat(layers.in(SERVICES))
            .because("use cases are wired in one place; take the in-port as a constructor parameter");

    static final LayeredRule ONLY_THE_APP_SEES_THE_SANDBOX = layers -> noClasses()
            .that(layers.elsewhereThan(APP, SANDBOX))
            .should()
            .dependOnClassesThat(layers.in(SANDBOX))
            .because("to everything but the app and tests the sandbox is PingOne itself; talk to its address");

    static final LayeredRule THE_SANDBOX_STANDS_ALONE = layers -> noClasses()
            .that(layers.in(SANDBOX))
            .should()
            .dependOnClassesThat(layers.elsewhereThan(SANDBOX))
            .because("a look-alike that shares code with the gateway shares its mistakes; write it again from PingOne's"
                    + " contract");

    static final LayeredRule ONLY_TESTS_SEE_THE_TESTKIT = layers -> noClasses()
            .that(layers.elsewhereThan(TESTKIT))
            .should()
            .dependOnClassesThat(layers.in(TESTKIT))
            .because("doubles and samples must not reach production; give the module the testkit with scope test");

    static final LayeredRule ONLY_TESTS_SEE_THE_RULES = layers -> noClasses()
            .that(layers.elsewhereThan(RULES))
            .should()
            .dependOnClassesThat(layers.in(RULES))
            .because("rules about the code must not reach production; give the module the rules with scope test");

    static final LayeredRule THE_RULES_STAND_ALONE = layers -> noClasses()
            .that(layers.in(RULES))
            .should()
            .dependOnClassesThat(layers.elsewhereThan(RULES))
            .because(
                    "the domain's own tests use them, and so do builds that have none of the rest; name the type in Type");

    static final LayeredRule THE_TESTKIT_SEES_ONLY_PORTS_DOMAIN_AND_TEST_LIBRARIES = layers -> classes()
            .that(layers.in(TESTKIT))
            .should()
            .onlyDependOnClassesThat(layers.in(TESTKIT, OUT_PORTS, FAULTS, HEALTH, OUTCOMES, OPERATIONS, DOMAIN)
                    .or(Technology.of(Technology.JAVA, Technology.JUNIT, Technology.ASSERTJ)))
            .because(
                    "every adapter's tests use it, whatever their technology; keep technology in the adapter's own tests");

    static final LayeredRule PACKAGES_HAVE_NO_CYCLES = layers -> slices().assignedFrom(layers.eachPackage())
            .should()
            .beFreeOfCycles()
            .because(
                    "packages in a circle can only be understood and changed together; move the class that closes the circle");

    static final LayeredRule EVERY_CLASS_HAS_A_LAYER = layers -> classes()
            .that(layers.in(GATEWAY))
            .should(Types.should(
                    "live in a known layer",
                    type -> layers.areKnown(KNOWN_LAYERS).test(type)
                            ? Optional.empty()
                            : Optional.of("is in no layer")))
            .because(
                    "no rule holds for a class outside of the layers; move it into one, or name the new one in Layer and in"
                            + " the rules that are to hold for it");

    static final LayeredRule PACKAGES_ARE_NAMED_AFTER_CONCEPTS = layers -> classes()
            .that(layers.in(GATEWAY))
            .should(Types.should(
                    "live in a package that is named after a concept", ModuleRules::complaintAboutThePackageName))
            .because("a package called util or model takes in everything; name it after what its classes are about");

    private ModuleRules() {}

    private static Optional<String> complaintAboutThePackageName(JavaClass type) {
        return Arrays.stream(type.getPackageName().split("\\."))
                .filter(NAMES_WITHOUT_A_CONCEPT::contains)
                .findFirst()
                .map(name -> "is in a package called " + name);
    }
}
