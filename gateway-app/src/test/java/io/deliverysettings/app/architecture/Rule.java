package io.deliverysettings.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A rule and the name of the field that holds it. Rules are the fields of type {@link ArchRule} of the classes that are called
 * {@code …Rules}; they are looked for, so that none can be forgotten.
 */
record Rule(String name, ArchRule rule) {

    private static final String SUFFIX = "Rules.class";

    static List<Rule> all() {
        return groups().flatMap(group -> Arrays.stream(group.getDeclaredFields()))
                .filter(field -> field.getType() == ArchRule.class)
                .map(Rule::of)
                .toList();
    }

    /** The classes that hold the rules. */
    static Stream<Class<?>> groups() {
        try (Stream<Path> files = Files.list(
                Path.of(Objects.requireNonNull(Rule.class.getResource(".")).toURI()))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .sorted()
                    .<Class<?>>map(Rule::group)
                    .toList()
                    .stream();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        } catch (URISyntaxException cause) {
            throw new IllegalStateException(cause);
        }
    }

    /** Each violation as the rule tells it; none when the classes keep the rule. */
    List<String> violations(JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static Class<?> group(String fileName) {
        try {
            return Class.forName(
                    Rule.class.getPackageName() + "." + fileName.substring(0, fileName.length() - ".class".length()));
        } catch (ClassNotFoundException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static Rule of(Field field) {
        try {
            return new Rule(field.getName(), (ArchRule) field.get(null));
        } catch (IllegalAccessException cause) {
            throw new IllegalStateException("a rule must not be private: " + field, cause);
        }
    }
}
