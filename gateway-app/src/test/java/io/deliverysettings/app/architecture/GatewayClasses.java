package io.deliverysettings.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's classes as ArchUnit sees them. Rules are asked about the production code, which includes the testkit; the tests
 * of the adapters are imported along, so that a rule can look for them.
 */
final class GatewayClasses {

    private static @Nullable GatewayClasses withoutSamples;

    private final JavaClasses imported;
    private final List<BadSample> samples;

    private GatewayClasses(JavaClasses imported, List<BadSample> samples) {
        this.imported = imported;
        this.samples = samples;
    }

    /**
     * From directories and from jars: with {@code mvn test} the other modules are the one, with {@code mvn verify} the other.
     * Done once, since it takes seconds.
     */
    static synchronized GatewayClasses imported() {
        GatewayClasses known = withoutSamples;
        if (known == null) {
            known = new GatewayClasses(new ClassFileImporter().importLocations(locations()), List.of());
            withoutSamples = known;
        }
        return known;
    }

    /** With bad samples beside them, as if these were production code of the packages that they name. */
    static GatewayClasses importedWith(List<BadSample> samples, Path compiledSamples) {
        Set<Location> locations = new HashSet<>(locations());
        locations.add(Location.of(compiledSamples));
        return new GatewayClasses(new ClassFileImporter().importLocations(locations), samples);
    }

    JavaClasses production() {
        return imported.that(areProduction());
    }

    /** Each sample is judged by itself: the others are kept from the rule. */
    JavaClasses productionAnd(BadSample sample) {
        return imported.that(areProduction().or(DescribedPredicate.describe("the sample", sample::declares)));
    }

    private DescribedPredicate<JavaClass> areProduction() {
        return DescribedPredicate.describe(
                "production code",
                type -> !sourceOf(type).contains("/test-classes/")
                        && samples.stream().noneMatch(sample -> sample.declares(type)));
    }

    private static String sourceOf(JavaClass type) {
        return type.getSource().orElseThrow().getUri().toString();
    }

    private static Set<Location> locations() {
        Stream<Location> tests = Stream.of("io.deliverysettings.adapter", "io.deliverysettings.testkit")
                .flatMap(GatewayClasses::production)
                .map(ModuleTests::beside)
                .distinct()
                .map(Location::of);
        return Stream.concat(production("io.deliverysettings"), tests).collect(Collectors.toSet());
    }

    /** The directories and jars of the class path that hold a package; the tests of this module are left out. */
    private static Stream<Location> production(String name) {
        return Locations.ofPackage(name).stream().filter(location -> !location.contains("/test-classes/"));
    }
}
