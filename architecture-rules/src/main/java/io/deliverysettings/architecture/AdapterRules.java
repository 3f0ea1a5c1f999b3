package io.deliverysettings.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.deliverysettings.architecture.Layer.ADAPTERS;
import static io.deliverysettings.architecture.Layer.DOMAIN;
import static io.deliverysettings.architecture.Layer.FAULTS;
import static io.deliverysettings.architecture.Layer.GATEWAY;
import static io.deliverysettings.architecture.Layer.HEALTH;
import static io.deliverysettings.architecture.Layer.HTTP_ADAPTER;
import static io.deliverysettings.architecture.Layer.IN_PORTS;
import static io.deliverysettings.architecture.Layer.OPERATIONS;
import static io.deliverysettings.architecture.Layer.OUTCOMES;
import static io.deliverysettings.architecture.Layer.OUT_PORTS;
import static io.deliverysettings.architecture.Layer.TESTKIT;
import static io.deliverysettings.architecture.Layer.TRACING_ADAPTER;
import static io.deliverysettings.architecture.Types.implementing;
import static io.deliverysettings.architecture.Types.topLevel;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What adapters may see of the core, what they show of themselves, and what is theirs alone. */
final class AdapterRules {

    static final LayeredRule HTTP_SEES_ONLY_IN_PORTS_FAULTS_AND_DOMAIN = layers -> noClasses()
            .that(layers.in(HTTP_ADAPTER))
            .should()
            .dependOnClassesThat(
                    layers.elsewhereThan(HTTP_ADAPTER, IN_PORTS, FAULTS, HEALTH, OUTCOMES, OPERATIONS, DOMAIN))
            .because("who calls the gateway asks a use case and gets at nothing around it; add a use case");

    static final LayeredRule DRIVEN_ADAPTERS_SEE_ONLY_OUT_PORTS_FAULTS_AND_DOMAIN = layers -> noClasses()
            .that(layers.inADrivenAdapter())
            .should()
            .dependOnClassesThat(
                    layers.elsewhereThan(ADAPTERS, OUT_PORTS, FAULTS, HEALTH, OUTCOMES, OPERATIONS, DOMAIN))
            .because(
                    "the core calls a driven adapter and is never called by it; let the port's answer say what is to happen"
                            + " next");

    static final LayeredRule PUBLIC_TYPES_OF_ADAPTERS_END_IN_ADAPTER_OR_OPTIONS = layers -> classes()
            .that(layers.in(ADAPTERS))
            .and(topLevel())
            .and()
            .arePublic()
            .should()
            .haveSimpleNameEndingWith("Adapter")
            .orShould()
            .haveSimpleNameEndingWith("Options")
            .because("the app needs an adapter and its options and nothing else of it; make the class package-private");

    static final LayeredRule OUT_PORTS_ARE_IMPLEMENTED_BY_ADAPTERS = layers -> classes()
            .that(implementing(OUT_PORTS))
            .should(Types.should(
                    "be named …Adapter and live in a driven adapter or the testkit",
                    type -> layers.inADrivenAdapter().or(layers.in(TESTKIT)).test(type)
                                    && type.getSimpleName().endsWith("Adapter")
                            ? Optional.empty()
                            : Optional.of("implements an out-port, but is no driven adapter")))
            .because(
                    "what stands behind a port is found by its name and place; move it into its adapter's module and call it"
                            + " …Adapter");

    static final LayeredRule ONLY_DRIVEN_ADAPTERS_CREATE_FAULTS = layers -> noClasses()
            .that(layers.in(GATEWAY))
            .and(not(layers.inADrivenAdapter()
                    .or(layers.in(TESTKIT))
                    .or(describe("are the fault", Type.PORT_FAULT::holds))))
            .should()
            .accessTargetWhere(Uses.of(Type.PORT_FAULT, Uses.CONSTRUCTOR))
            .because(
                    "a fault says that the surroundings failed, which only a driven adapter sees; return a Result for an"
                            + " expected outcome, throw an unchecked exception for a bug");

    static final LayeredRule ONLY_DRIVEN_ADAPTERS_REVEAL_SECRETS = layers -> noClasses()
            .that(layers.in(GATEWAY))
            .and(not(layers.inADrivenAdapter()
                    .or(layers.in(TESTKIT))
                    .or(describe("are the wire of the command line", Type.COMMAND_LINE_WIRE::holds))))
            .should()
            .accessTargetWhere(Uses.of(Type.SECRET, "reveal"))
            .because(
                    "a secret is opened only where it is sent or sealed; pass the Secret on, it can be compared as it is");

    static final LayeredRule ONLY_THE_TRACING_ADAPTER_SEES_OPENTELEMETRY = layers -> noClasses()
            .that(layers.elsewhereThan(TRACING_ADAPTER))
            .should()
            .dependOnClassesThat(Technology.of(Technology.OPENTELEMETRY))
            .because(
                    "without a collector none of it is loaded, and what a span may say is decided in one place; tell the"
                            + " tracer of Vert.x, or ask the WaitingPort");

    static final LayeredRule STAGES_BECOME_FUTURES_ON_A_GIVEN_CONTEXT = layers -> noClasses()
            .that(layers.in(GATEWAY))
            .should()
            .accessTargetWhere(Uses.of(Type.VERTX_FUTURE, "fromCompletionStage", 1))
            .because(
                    "without a context the future calls back on whichever thread completes the stage; pass the context of the"
                            + " request as the second argument");

    static final LayeredRule ONLY_THE_BRIDGE_CROSSES_BETWEEN_FUTURES_AND_STAGES = layers -> noClasses()
            .that(layers.in(ADAPTERS))
            .and(not(simpleNameEndingWith("Bridge")))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "futures and stages become each other",
                    Uses.of(Type.VERTX_FUTURE, "fromCompletionStage", "toCompletionStage"),
                    Uses.of(CompletableFuture.class, Uses.CONSTRUCTOR)))
            .because("contexts and wrapped failures are easy to get wrong; go through the adapter's StageBridge");

    private AdapterRules() {}
}
