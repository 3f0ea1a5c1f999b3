package io.deliverysettings.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.deliverysettings.architecture.Layer.OUT_PORTS;
import static io.deliverysettings.architecture.Layer.TESTKIT;
import static io.deliverysettings.architecture.Types.implementing;
import static io.deliverysettings.architecture.Types.topLevel;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** That every out-port has a contract, and that every adapter of it is held to that. They look at the modules' tests too. */
final class ContractRules {

    static final LayeredRule EVERY_OUT_PORT_HAS_A_CONTRACT = layers -> classes()
            .that(layers.in(OUT_PORTS))
            .and(topLevel())
            .should(Types.should(
                    "have a contract in the testkit",
                    port -> contractOf(port).isPresent()
                            ? Optional.empty()
                            : Optional.of("has no " + port.getSimpleName() + "Contract in the testkit that uses it")))
            .because("what a port promises has to hold for every adapter; write it down as tests in the testkit, in an"
                    + " interface or abstract class called after the port");

    static final LayeredRule EVERY_ADAPTER_IS_TESTED_BY_THE_CONTRACTS_OF_ITS_PORTS = layers -> classes()
            .that(implementing(OUT_PORTS))
            .and(layers.areBuiltHere())
            .should(Types.should("have a test that runs the contract", ContractRules::complaintAboutTheTests))
            .because(
                    "an adapter that is not held to its port's contract breaks the use cases; let a test that is called after"
                            + " the adapter, in the adapter's own package, implement or extend the contract");

    private ContractRules() {}

    private static Optional<String> complaintAboutTheTests(JavaClass adapter) {
        String missing = Types.portsOf(adapter, OUT_PORTS).stream()
                .filter(port -> contractOf(port)
                        .filter(contract -> testsOf(adapter).anyMatch(test -> test.isAssignableTo(contract.getName())))
                        .isEmpty())
                .map(port -> port.getSimpleName() + "Contract")
                .sorted()
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("has no " + adapter.getSimpleName() + "Test that uses it and runs " + missing);
    }

    private static Optional<JavaClass> contractOf(JavaClass port) {
        return usersOf(port)
                .filter(user -> TESTKIT.holds(user) && user.getSimpleName().equals(port.getSimpleName() + "Contract"))
                .findFirst();
    }

    private static Stream<JavaClass> testsOf(JavaClass adapter) {
        return usersOf(adapter)
                .filter(user -> user.getPackageName().equals(adapter.getPackageName())
                        && user.getSimpleName().equals(adapter.getSimpleName() + "Test")
                        && !user.getModifiers().contains(JavaModifier.ABSTRACT));
    }

    private static Stream<JavaClass> usersOf(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .distinct();
    }
}
