package io.deliverysettings.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.deliverysettings.app.architecture.Layer.ADAPTERS;
import static io.deliverysettings.app.architecture.Layer.APP;
import static io.deliverysettings.app.architecture.Layer.APPLICATION;
import static io.deliverysettings.app.architecture.Layer.AUDIT_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.DOMAIN;
import static io.deliverysettings.app.architecture.Layer.FAULTS;
import static io.deliverysettings.app.architecture.Layer.GATEWAY;
import static io.deliverysettings.app.architecture.Layer.HEALTH;
import static io.deliverysettings.app.architecture.Layer.HTTP_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.IDENTITY_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.IN_PORTS;
import static io.deliverysettings.app.architecture.Layer.OPERATIONS;
import static io.deliverysettings.app.architecture.Layer.OUTCOMES;
import static io.deliverysettings.app.architecture.Layer.OUT_PORTS;
import static io.deliverysettings.app.architecture.Layer.PERSISTENCE_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.PINGONE_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.SANDBOX;
import static io.deliverysettings.app.architecture.Layer.SEALING_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.SERVICES;
import static io.deliverysettings.app.architecture.Layer.TESTKIT;
import static io.deliverysettings.app.architecture.Layer.TRACING_ADAPTER;
import static io.deliverysettings.app.architecture.Layer.elsewhereThan;
import static io.deliverysettings.app.architecture.Layer.in;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Which module may see which, and where a class may live. */
final class ModuleRules {

    private static final Set<String> NAMES_WITHOUT_A_CONCEPT =
            Set.of("common", "dto", "helper", "helpers", "impl", "misc", "model", "shared", "util", "utils");

    private static final DescribedPredicate<JavaClass> A_KNOWN_LAYER = in(
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
            SANDBOX,
            APP);

    static final ArchRule MODULES_POINT_TOWARDS_THE_DOMAIN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("domain")
            .definedBy(in(DOMAIN))
            .layer("application")
            .definedBy(in(APPLICATION))
            .layer("testkit")
            .definedBy(in(TESTKIT))
            .layer("adapters")
            .definedBy(in(ADAPTERS))
            .layer("sandbox")
            .definedBy(in(SANDBOX))
            .layer("app")
            .definedBy(in(APP))
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

    static final ArchRule ADAPTERS_DO_NOT_SEE_EACH_OTHER = slices().matching(ADAPTERS.children())
            .should()
            .notDependOnEachOther()
            .because(
                    "an adapter must be replaceable alone; what two of them share is either a rule, which belongs into the"
                            + " core, or a detail that each may have for itself");

    static final ArchRule NOBODY_SEES_THE_APP = noClasses()
            .that(elsewhereThan(APP))
            .should()
            .dependOnClassesThat(in(APP))
            .because(
                    "the app puts the parts together and no part knows it; pass what is needed through a constructor or an"
                            + " options record");

    static final ArchRule ONLY_THE_APP_SEES_THE_FACTORY = noClasses()
            .that(elsewhereThan(APP, SERVICES))
            .should()
            .dependOnClassesThat(in(SERVICES))
            .because("use cases are wired in one place; take the in-port as a constructor parameter");

    static final ArchRule ONLY_THE_APP_SEES_THE_SANDBOX = noClasses()
            .that(elsewhereThan(APP, SANDBOX))
            .should()
            .dependOnClassesThat(in(SANDBOX))
            .because("to everything but the app and tests the sandbox is PingOne itself; talk to its address");

    static final ArchRule THE_SANDBOX_STANDS_ALONE = noClasses()
            .that(in(SANDBOX))
            .should()
            .dependOnClassesThat(elsewhereThan(SANDBOX))
            .because("a look-alike that shares code with the gateway shares its mistakes; write it again from PingOne's"
                    + " contract");

    static final ArchRule ONLY_TESTS_SEE_THE_TESTKIT = noClasses()
            .that(elsewhereThan(TESTKIT))
            .should()
            .dependOnClassesThat(in(TESTKIT))
            .because("doubles and samples must not reach production; give the module the testkit with scope test");

    static final ArchRule THE_TESTKIT_SEES_ONLY_PORTS_DOMAIN_AND_TEST_LIBRARIES = classes()
            .that(in(TESTKIT))
            .should()
            .onlyDependOnClassesThat(in(TESTKIT, OUT_PORTS, FAULTS, HEALTH, OUTCOMES, OPERATIONS, DOMAIN)
                    .or(Technology.of(Technology.JAVA, Technology.JUNIT, Technology.ASSERTJ)))
            .because(
                    "every adapter's tests use it, whatever their technology; keep technology in the adapter's own tests");

    static final ArchRule PACKAGES_HAVE_NO_CYCLES = slices().matching(GATEWAY.everyPackage())
            .should()
            .beFreeOfCycles()
            .because(
                    "packages in a circle can only be understood and changed together; move the class that closes the circle");

    static final ArchRule EVERY_CLASS_HAS_A_LAYER = classes()
            .that(in(GATEWAY))
            .should(Types.should(
                    "live in a known layer",
                    type -> A_KNOWN_LAYER.test(type) ? Optional.empty() : Optional.of("is in no layer")))
            .because(
                    "no rule holds for a class outside of the layers; move it into one, or name the new one in Layer and in"
                            + " the rules that are to hold for it");

    static final ArchRule PACKAGES_ARE_NAMED_AFTER_CONCEPTS = classes()
            .that(in(GATEWAY))
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
