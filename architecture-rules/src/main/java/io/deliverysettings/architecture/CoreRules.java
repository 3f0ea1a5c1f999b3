package io.deliverysettings.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.deliverysettings.architecture.Layer.APPLICATION;
import static io.deliverysettings.architecture.Layer.DOMAIN;
import static io.deliverysettings.architecture.Layer.FAULTS;

import java.time.Clock;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** What the core, that is the domain and the application, may not know. */
final class CoreRules {

    static final LayeredRule THE_DOMAIN_USES_ONLY_JAVA = layers -> classes()
            .that(layers.in(DOMAIN))
            .should()
            .onlyDependOnClassesThat(layers.in(DOMAIN).or(Technology.of(Technology.JAVA)))
            .because("other applications embed the domain and must not get anything else along; write the few lines"
                    + " yourself, or do it in an adapter");

    static final LayeredRule THE_APPLICATION_USES_ONLY_JAVA_AND_THE_DOMAIN = layers -> classes()
            .that(layers.in(APPLICATION))
            .should()
            .onlyDependOnClassesThat(layers.in(APPLICATION, DOMAIN).or(Technology.of(Technology.JAVA)))
            .because("use cases outlive libraries; put what needs one behind an out-port");

    static final LayeredRule THE_CORE_IS_FREE_OF_FRAMEWORKS = layers -> noClasses()
            .that(layers.in(DOMAIN, APPLICATION))
            .should()
            .dependOnClassesThat(Technology.of(
                    Technology.VERTX,
                    Technology.NETTY,
                    Technology.JACKSON,
                    Technology.JAKARTA,
                    Technology.HIBERNATE,
                    Technology.OPENTELEMETRY,
                    Technology.SLF4J))
            .because(
                    "frameworks belong into adapters; speak CompletionStage instead of Future, values instead of JSON, and"
                            + " checks in constructors instead of annotations");

    static final LayeredRule THE_CORE_KEEPS_OFF_THE_TECHNICAL_CORNERS_OF_JAVA = layers -> noClasses()
            .that(layers.in(DOMAIN, APPLICATION))
            .should()
            .dependOnClassesThat(Technology.of(
                            Technology.JAVA_FILES,
                            Technology.JAVA_STREAMS,
                            Technology.JAVA_CHANNELS,
                            Technology.JAVA_NETWORK,
                            Technology.JAVA_SQL,
                            Technology.JAVA_REFLECTION,
                            Technology.JAVA_LOGGING)
                    .or(assignableTo(System.Logger.class)))
            .because(
                    "files, networks, databases, reflection and logs are the outside; reach them through an out-port, or"
                            + " return what is to be logged");

    static final LayeredRule THE_CORE_LOOKS_NOTHING_UP_BY_NAME = layers -> noClasses()
            .that(layers.in(DOMAIN, APPLICATION))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "classes and their members are looked up",
                    Uses.of(
                            Class.class,
                            "forName",
                            "getConstructor",
                            "getConstructors",
                            "getDeclaredConstructor",
                            "getDeclaredConstructors",
                            "getDeclaredField",
                            "getDeclaredFields",
                            "getDeclaredMethod",
                            "getDeclaredMethods",
                            "getField",
                            "getFields",
                            "getMethod",
                            "getMethods",
                            "getRecordComponents",
                            "getResource",
                            "getResourceAsStream"),
                    Uses.of(ServiceLoader.class, "load")))
            .because(
                    "what is looked up by name is a dependency that no compiler and no rule sees; name the class, or take it"
                            + " as a parameter");

    static final LayeredRule THE_CORE_ASKS_FOR_NO_TIME_AND_NO_CHANCE = layers -> noClasses()
            .that(layers.in(DOMAIN, APPLICATION))
            .should()
            .accessTargetWhere(Uses.anyOf(
                    "time or chance is asked for",
                    Uses.ofNowWithoutAClock(),
                    Uses.of(Clock.class, "system", "systemUTC", "systemDefaultZone"),
                    Uses.of(System.class, "currentTimeMillis", "nanoTime"),
                    Uses.of(Date.class, Uses.CONSTRUCTOR),
                    Uses.of(Calendar.class, "getInstance"),
                    Uses.of(UUID.class, "randomUUID"),
                    Uses.of(Math.class, "random"),
                    Uses.of(StrictMath.class, "random"),
                    Uses.of(Collections.class, "shuffle"),
                    Uses.of(Random.class, Uses.CONSTRUCTOR),
                    Uses.of(SplittableRandom.class, Uses.CONSTRUCTOR),
                    Uses.of(ThreadLocalRandom.class, "current"),
                    Uses.of(RandomGenerator.class, "of", "getDefault")))
            .because(
                    "the same input must give the same result, in tests above all; take a Clock as a parameter, and let an"
                            + " adapter bring what is to be unique");

    static final LayeredRule DOMAIN_FIELDS_ARE_FINAL = layers -> classes()
            .that(layers.in(DOMAIN))
            .should()
            .haveOnlyFinalFields()
            .because("a value that changes cannot be passed around; return a changed copy");

    static final LayeredRule THE_CORE_HAS_NO_EXCEPTIONS_BUT_FAULTS = layers -> classes()
            .that(layers.in(DOMAIN, APPLICATION))
            .and(assignableTo(Throwable.class))
            .should(Types.should("be unchecked and a fault of the surroundings", type -> {
                boolean isFault = FAULTS.holds(type) && type.isAssignableTo(RuntimeException.class);
                return isFault ? Optional.empty() : Optional.of("is an exception, but no unchecked fault");
            }))
            .because("only a fault of the surroundings is an exception of ours; make an expected outcome a variant of a"
                    + " Result, and throw one of Java's own exceptions for a bug");

    private CoreRules() {}
}
