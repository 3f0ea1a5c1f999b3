package io.deliverysettings.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.deliverysettings.architecture.Layer.IN_PORTS;
import static io.deliverysettings.architecture.Layer.SERVICES;
import static io.deliverysettings.architecture.Types.implementing;
import static io.deliverysettings.architecture.Types.topLevel;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;

/** What a use case is implemented by. */
final class ServiceRules {

    private static final String SUFFIX = "Service";
    private static final DescribedPredicate<JavaClass> THE_FACTORY = describe("are the factory", Type.USE_CASES::holds);

    static final LayeredRule USE_CASES_ARE_IMPLEMENTED_BY_SERVICES = layers -> classes()
            .that(implementing(IN_PORTS))
            .should(Types.should(
                    "live with the services and be named …Service",
                    type -> SERVICES.holds(type) && type.getSimpleName().endsWith(SUFFIX)
                            ? Optional.empty()
                            : Optional.of("implements a use case, but is no service")))
            .because(
                    "what the gateway does is decided in the application; move it there and call it verb, noun, Service");

    static final LayeredRule SERVICES_IMPLEMENT_EXACTLY_ONE_USE_CASE = layers -> classes()
            .that(layers.in(SERVICES))
            .and()
            .haveSimpleNameEndingWith(SUFFIX)
            .should(Types.should("implement exactly one use case", type -> {
                int useCases = Types.portsOf(type, IN_PORTS).size();
                return useCases == 1 ? Optional.empty() : Optional.of("implements " + useCases + " use cases");
            }))
            .because(
                    "a service is one use case; make one for each, and call what they share something else than Service");

    static final LayeredRule SERVICES_CALL_NO_OTHER_USE_CASE = layers -> classes()
            .that(layers.in(SERVICES))
            .and(not(THE_FACTORY))
            .should(knowNoUseCaseButTheirOwn())
            .because(
                    "use cases that call each other grow into one; move what they share into the domain or a class beside"
                            + " them");

    static final LayeredRule ONLY_THE_FACTORY_IS_PUBLIC = layers -> classes()
            .that(layers.in(SERVICES))
            .and(topLevel())
            .and(not(THE_FACTORY))
            .should()
            .notBePublic()
            .because("UseCases.create is the only way in; take the modifier away");

    private ServiceRules() {}

    private static ArchCondition<JavaClass> knowNoUseCaseButTheirOwn() {
        return new ArchCondition<>("know no use case or service but their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (isForeign(
                            dependency.getTargetClass(),
                            Types.outermost(dependency.getTargetClass()),
                            Types.outermost(type))) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isForeign(JavaClass target, JavaClass known, JavaClass type) {
        boolean isService = type.getSimpleName().endsWith(SUFFIX);
        if (!isService && isRequestOrTerms(target, known)) {
            return false;
        }
        return IN_PORTS.holds(known)
                ? !type.isAssignableTo(known.getName())
                : SERVICES.holds(known)
                        && !known.equals(type)
                        && (known.getSimpleName().endsWith(SUFFIX) || Type.USE_CASES.is(known));
    }

    /**
     * What a use case is asked for, or the terms that all of them have: values, with which nothing can be called. A change is
     * made by a class that the services beside it share, which takes them from these.
     */
    private static boolean isRequestOrTerms(JavaClass target, JavaClass known) {
        boolean isRequest = IN_PORTS.holds(known)
                && target.isRecord()
                && PortRules.NAMES_OF_REQUESTS.contains(target.getSimpleName());
        boolean isOfTheTerms =
                Type.USE_CASES.is(known) && !target.equals(known) && (target.isRecord() || target.isEnum());
        return isRequest || isOfTheTerms;
    }
}
