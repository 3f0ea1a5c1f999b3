package io.deliverysettings.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The packages of the gateway. Rules speak of packages only through here, so that one test can hold that each of them exists:
 * a rule about a package that is not there passes in silence.
 */
enum Layer {
    GATEWAY("io.deliverysettings"),
    DOMAIN("io.deliverysettings.domain"),
    APPLICATION("io.deliverysettings.application"),
    FAULTS("io.deliverysettings.application.fault"),
    HEALTH("io.deliverysettings.application.health"),
    OPERATIONS("io.deliverysettings.application.operation"),
    OUTCOMES("io.deliverysettings.application.outcome"),
    IN_PORTS("io.deliverysettings.application.port.in"),
    OUT_PORTS("io.deliverysettings.application.port.out"),
    SERVICES("io.deliverysettings.application.service"),
    ADAPTERS("io.deliverysettings.adapter"),
    AUDIT_ADAPTER("io.deliverysettings.adapter.audit"),
    HTTP_ADAPTER("io.deliverysettings.adapter.http"),
    IDENTITY_ADAPTER("io.deliverysettings.adapter.identity"),
    PERSISTENCE_ADAPTER("io.deliverysettings.adapter.persistence"),
    PINGONE_ADAPTER("io.deliverysettings.adapter.pingone"),
    SEALING_ADAPTER("io.deliverysettings.adapter.sealing"),
    TRACING_ADAPTER("io.deliverysettings.adapter.tracing"),
    TESTKIT("io.deliverysettings.testkit"),
    SANDBOX("io.deliverysettings.sandbox"),
    APP("io.deliverysettings.app");

    private final String root;

    Layer(String root) {
        this.root = root;
    }

    /** In one of these layers: in the package or below it. */
    static DescribedPredicate<JavaClass> in(Layer... layers) {
        return JavaClass.Predicates.resideInAnyPackage(
                        Arrays.stream(layers).map(Layer::pattern).toArray(String[]::new))
                .as("are in " + names(layers));
    }

    /** Of the gateway, but in none of these layers. Libraries and the JDK are neither in nor elsewhere. */
    static DescribedPredicate<JavaClass> elsewhereThan(Layer... layers) {
        return in(GATEWAY).and(DescribedPredicate.not(in(layers))).as("are elsewhere than in " + names(layers));
    }

    /** An adapter that the core calls: every one but the HTTP API, which calls the core. */
    static DescribedPredicate<JavaClass> inADrivenAdapter() {
        return in(ADAPTERS).and(DescribedPredicate.not(in(HTTP_ADAPTER))).as("are in a driven adapter");
    }

    String pattern() {
        return root + "..";
    }

    /** One slice for each package right below, with all that is below that. */
    String children() {
        return root + ".(*)..";
    }

    /** One slice for each package at any depth. */
    String everyPackage() {
        return root + ".(**)";
    }

    /** The directories and jars of the class path that hold it; the tests of this module are left out. */
    Set<Location> locations() {
        return Locations.ofPackage(root).stream()
                .filter(location -> !location.contains("/test-classes/"))
                .collect(Collectors.toSet());
    }

    boolean holds(JavaClass javaClass) {
        return in(this).test(javaClass);
    }

    private static String names(Layer... layers) {
        return Arrays.stream(layers).map(Layer::pattern).collect(Collectors.joining(", "));
    }
}
