package io.deliverysettings.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import io.deliverysettings.architecture.Layers.Added;
import io.deliverysettings.architecture.Layers.Role;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of a build as its class path has them. */
final class ClassPath {

    private ClassPath() {}

    /**
     * The production code of the packages. Tests are read along, so that a rule can look for them.
     *
     * @throws IllegalStateException when a package that was added is not what it is said to be
     */
    static JavaClasses classes(Layers layers) {
        Set<Location> locations = Stream.concat(
                        Stream.of(Layer.GATEWAY.root()), layers.added().stream().map(Added::root))
                .flatMap(root -> Locations.ofPackage(root).stream())
                .collect(Collectors.toSet());
        return production(new ClassFileImporter().importLocations(locations), layers);
    }

    /** Of classes that were read, those that are judged. */
    static JavaClasses production(JavaClasses imported, Layers layers) {
        JavaClasses production =
                imported.that(DescribedPredicate.describe("production code", type -> !isOfATest(type)));
        for (Added added : layers.added()) {
            if (production.stream().noneMatch(added::holds)) {
                throw new IllegalStateException("there is no class in " + added.root()
                        + " outside of tests; name the package that the code is in");
            }
            if (added.role() == Role.DRIVEN_ADAPTER
                    && production.stream()
                            .noneMatch(type -> added.holds(type)
                                    && Types.implementing(Layer.OUT_PORTS).test(type))) {
                throw new IllegalStateException(
                        "nothing in " + added.root()
                                + " implements an out-port; a driven adapter does, and what else there is has another part in Layers");
            }
        }
        return production;
    }

    private static boolean isOfATest(JavaClass type) {
        return !ImportOption.Predefined.DO_NOT_INCLUDE_TESTS.includes(
                Location.of(type.getSource().orElseThrow().getUri()));
    }
}
