package io.deliverysettings.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.time.Clock;
import java.util.Set;
import java.util.function.Predicate;

/** What code does with members of other classes: calls and accesses, method references and the bodies of lambdas included. */
final class Uses {

    static final String CONSTRUCTOR = JavaConstructor.CONSTRUCTOR_NAME;

    private Uses() {}

    /** Any member of a type, or of a type below it, that has one of these names. */
    static DescribedPredicate<JavaAccess<?>> of(Class<?> owner, String... names) {
        Set<String> wanted = Set.of(names);
        return using(
                owner.getSimpleName() + "." + String.join("/", names) + " is used",
                access -> wanted.contains(access.getName())
                        && access.getTargetOwner().isAssignableTo(owner));
    }

    /** The same of a type that is known by its name only. */
    static DescribedPredicate<JavaAccess<?>> of(Type owner, String... names) {
        Set<String> wanted = Set.of(names);
        return using(
                owner.simpleName() + "." + String.join("/", names) + " is used",
                access -> wanted.contains(access.getName()) && owner.covers(access.getTargetOwner()));
    }

    /** Members with one of these names, whatever they belong to. */
    static DescribedPredicate<JavaAccess<?>> ofMembersCalled(String... names) {
        Set<String> wanted = Set.of(names);
        return using(String.join("/", names) + " is used", access -> wanted.contains(access.getName()));
    }

    /** {@code now()} of anything in {@code java.time}; fine when a clock is passed. */
    static DescribedPredicate<JavaAccess<?>> ofNowWithoutAClock() {
        return using(
                "now() without a clock is used",
                access -> access.getName().equals("now")
                        && access.getTargetOwner().getPackageName().equals(Clock.class.getPackageName())
                        && access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getRawParameterTypes().stream().noneMatch(type -> type.isAssignableTo(Clock.class)));
    }

    /** A method of a type with so many parameters. */
    static DescribedPredicate<JavaAccess<?>> of(Class<?> owner, String name, int parameters) {
        return using(
                owner.getSimpleName() + "." + name + " with " + parameters + " parameters is used",
                access -> access.getName().equals(name)
                        && access.getTargetOwner().isAssignableTo(owner)
                        && access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getRawParameterTypes().size() == parameters);
    }

    /** The same of a type that is known by its name only. */
    static DescribedPredicate<JavaAccess<?>> of(Type owner, String name, int parameters) {
        return using(
                owner.simpleName() + "." + name + " with " + parameters + " parameters is used",
                access -> access.getName().equals(name)
                        && owner.covers(access.getTargetOwner())
                        && access.getTarget() instanceof CodeUnitAccessTarget target
                        && target.getRawParameterTypes().size() == parameters);
    }

    @SafeVarargs
    static DescribedPredicate<JavaAccess<?>> anyOf(String what, DescribedPredicate<JavaAccess<?>>... uses) {
        DescribedPredicate<JavaAccess<?>> any = DescribedPredicate.alwaysFalse();
        for (DescribedPredicate<JavaAccess<?>> use : uses) {
            any = any.or(use);
        }
        return any.as(what);
    }

    private static DescribedPredicate<JavaAccess<?>> using(String what, Predicate<JavaAccess<?>> predicate) {
        return DescribedPredicate.describe(what, predicate);
    }
}
