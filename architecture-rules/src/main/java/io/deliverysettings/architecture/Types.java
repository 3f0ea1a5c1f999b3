package io.deliverysettings.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What kind of type a class is. */
final class Types {

    private Types() {}

    /** A class of its own file; the class file of a package's annotations is none. */
    static DescribedPredicate<JavaClass> topLevel() {
        return DescribedPredicate.describe(
                "are top-level",
                type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"));
    }

    /** Something that can be run, as opposed to an interface. */
    static DescribedPredicate<JavaClass> implementing(Layer ports) {
        return DescribedPredicate.describe(
                "implement a port of " + ports.pattern(),
                type -> !type.isInterface() && !portsOf(type, ports).isEmpty());
    }

    /** The interfaces of these ports that a class implements, itself or through what it extends. */
    static Set<JavaClass> portsOf(JavaClass type, Layer ports) {
        return type.getAllRawInterfaces().stream()
                .filter(port -> ports.holds(port) && port.isTopLevelClass())
                .collect(Collectors.toSet());
    }

    static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /**
     * A condition on one class.
     *
     * @param what completes "should"
     * @param complaint what is wrong with a class, if anything; completes the class's name
     */
    static ArchCondition<JavaClass> should(String what, Function<JavaClass, Optional<String>> complaint) {
        return new ArchCondition<>(what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                complaint
                        .apply(type)
                        .ifPresent(text -> events.add(SimpleConditionEvent.violated(
                                type, type.getFullName() + " " + text + " in " + type.getSourceCodeLocation())));
            }
        };
    }
}
