package io.deliverysettings.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.deliverysettings.architecture.Layer.DOMAIN;
import static io.deliverysettings.architecture.Layer.FAULTS;
import static io.deliverysettings.architecture.Layer.HEALTH;
import static io.deliverysettings.architecture.Layer.IN_PORTS;
import static io.deliverysettings.architecture.Layer.OPERATIONS;
import static io.deliverysettings.architecture.Layer.OUTCOMES;
import static io.deliverysettings.architecture.Layer.OUT_PORTS;
import static io.deliverysettings.architecture.Types.topLevel;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** What a port looks like and what it may speak of. */
final class PortRules {

    static final Set<String> NAMES_OF_REQUESTS = Set.of("Command", "Query");

    static final LayeredRule PORTS_ARE_INTERFACES = layers -> classes()
            .that(layers.in(IN_PORTS, OUT_PORTS))
            .and(topLevel())
            .should()
            .beInterfaces()
            .because(
                    "a port says what is wanted and leaves open who does it; put code into a service or an adapter, and values"
                            + " that several ports need into the domain");

    static final LayeredRule NESTED_PORT_TYPES_ARE_VALUES = layers -> classes()
            .that(layers.in(IN_PORTS, OUT_PORTS))
            .and()
            .areNestedClasses()
            .should(Types.should("be records, enums or sealed interfaces", PortRules::complaintAboutTheNestedType))
            .because(
                    "what goes through a port is a value of which every case is known; make it a record, an enum or a sealed"
                            + " interface");

    static final LayeredRule IN_PORTS_ARE_NAMED_USE_CASE = layers -> classes()
            .that(layers.in(IN_PORTS))
            .and(topLevel())
            .should()
            .haveSimpleNameEndingWith("UseCase")
            .because("the name tells an in-port from an out-port; call it verb, noun, UseCase");

    static final LayeredRule OUT_PORTS_ARE_NAMED_PORT = layers -> classes()
            .that(layers.in(OUT_PORTS))
            .and(topLevel())
            .should()
            .haveSimpleNameEndingWith("Port")
            .because("the name tells an out-port from an in-port; call it after the conversation, and then Port");

    static final LayeredRule IN_PORTS_DO_NOT_KNOW_OUT_PORTS = layers -> noClasses()
            .that(layers.in(IN_PORTS))
            .should()
            .dependOnClassesThat(layers.in(OUT_PORTS))
            .because("callers must not see what a use case needs; give the in-port a type of its own or of the domain");

    static final LayeredRule OUT_PORTS_DO_NOT_KNOW_IN_PORTS = layers -> noClasses()
            .that(layers.in(OUT_PORTS))
            .should()
            .dependOnClassesThat(layers.in(IN_PORTS))
            .because("an adapter serves every use case alike; give the out-port a type of its own or of the domain");

    static final LayeredRule PORTS_SPEAK_JAVA_AND_DOMAIN = layers -> classes()
            .that(layers.in(IN_PORTS, OUT_PORTS))
            .should()
            .onlyDependOnClassesThat(layers.in(IN_PORTS, OUT_PORTS, FAULTS, HEALTH, OUTCOMES, OPERATIONS, DOMAIN)
                    .or(Technology.of(Technology.JAVA)))
            .because(
                    "whoever calls or implements a port should need nothing else; take and return values of the domain");

    static final LayeredRule PORT_METHODS_RETURN_A_STAGE = layers -> methods()
            .that()
            .areDeclaredInClassesThat(layers.in(IN_PORTS, OUT_PORTS).and(topLevel()))
            .and()
            .areNotStatic()
            .and(writtenByHand())
            .should()
            .haveRawReturnType(CompletionStage.class)
            .because(
                    "callers sit on an event loop and must not wait; return a CompletionStage, also where the answer is known"
                            + " at once");

    static final LayeredRule USE_CASES_HAVE_ONE_METHOD = layers -> classes()
            .that(layers.in(IN_PORTS))
            .and(topLevel())
            .should(Types.should(
                    "have one method, which takes its own Command or Query", PortRules::complaintAboutTheMethods))
            .because(
                    "a use case is one thing that can be asked for; make two of it, or put the parameters into its Command or"
                            + " Query");

    private PortRules() {}

    private static Optional<String> complaintAboutTheNestedType(JavaClass type) {
        boolean isValue = type.isRecord() || type.isEnum() || (type.isInterface() && type.isSealed());
        return isValue ? Optional.empty() : Optional.of("is neither record nor enum nor sealed interface");
    }

    private static Optional<String> complaintAboutTheMethods(JavaClass useCase) {
        List<JavaMethod> methods =
                useCase.getMethods().stream().filter(writtenByHand()).toList();
        if (methods.size() != 1) {
            return Optional.of("has " + methods.size() + " methods");
        }
        List<JavaClass> parameters = methods.get(0).getRawParameterTypes();
        boolean takesItsRequest = parameters.size() == 1
                && NAMES_OF_REQUESTS.contains(parameters.get(0).getSimpleName())
                && Types.outermost(parameters.get(0)).equals(useCase);
        return takesItsRequest ? Optional.empty() : Optional.of("takes something else than its own Command or Query");
    }

    private static DescribedPredicate<JavaMethod> writtenByHand() {
        return DescribedPredicate.describe(
                "are written by hand", method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC));
    }
}
