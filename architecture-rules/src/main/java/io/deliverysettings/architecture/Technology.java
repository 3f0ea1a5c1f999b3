package io.deliverysettings.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Packages that are not ours. Each names a class that is in it, so that a misspelt package or a library that was renamed shows,
 * instead of a rule that has nothing to forbid any more.
 */
enum Technology {
    JAVA("java..", "java.lang.Object"),
    JAVA_FILES("java.nio.file..", "java.nio.file.Path"),
    JAVA_STREAMS("java.io..", "java.io.InputStream"),
    JAVA_CHANNELS("java.nio.channels..", "java.nio.channels.Channel"),
    JAVA_NETWORK("java.net..", "java.net.http.HttpClient"),
    JAVA_SQL("java.sql..", "java.sql.Connection"),
    JAVA_REFLECTION("java.lang.reflect..", "java.lang.reflect.Method"),
    JAVA_LOGGING("java.util.logging..", "java.util.logging.Logger"),
    VERTX("io.vertx..", "io.vertx.core.Vertx"),
    NETTY("io.netty..", "io.netty.channel.Channel"),
    JACKSON("com.fasterxml.jackson..", "com.fasterxml.jackson.databind.JsonNode"),
    JAKARTA("jakarta..", "jakarta.validation.Validator"),
    HIBERNATE("org.hibernate..", "org.hibernate.validator.HibernateValidator"),
    OPENTELEMETRY("io.opentelemetry..", "io.opentelemetry.api.trace.Span"),
    SLF4J("org.slf4j..", "org.slf4j.Logger"),
    JUNIT("org.junit.jupiter..", "org.junit.jupiter.api.Test"),
    ASSERTJ("org.assertj..", "org.assertj.core.api.Assertions");

    private final String pattern;
    private final String example;

    Technology(String pattern, String example) {
        this.pattern = pattern;
        this.example = example;
    }

    static DescribedPredicate<JavaClass> of(Technology... technologies) {
        return JavaClass.Predicates.resideInAnyPackage(Arrays.stream(technologies)
                        .map(technology -> technology.pattern)
                        .toArray(String[]::new))
                .as("are of "
                        + Arrays.stream(technologies)
                                .map(technology -> technology.pattern)
                                .collect(Collectors.joining(", ")));
    }

    String pattern() {
        return pattern;
    }

    String example() {
        return example;
    }
}
