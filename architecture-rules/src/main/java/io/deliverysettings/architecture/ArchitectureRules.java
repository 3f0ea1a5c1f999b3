package io.deliverysettings.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the gateway's architecture, for the gateway's own build and for others that add to it.
 *
 * <p>The rules are the fields of type {@code LayeredRule} of the classes called {@code …Rules}; they are looked for, so that none
 * can be forgotten.
 */
public final class ArchitectureRules {

    /** A jar cannot be listed as a directory can; a test holds that none is missing. */
    private static final List<Class<?>> GROUPS = List.of(
            AdapterRules.class,
            CodeRules.class,
            ContractRules.class,
            CoreRules.class,
            ModuleRules.class,
            PortRules.class,
            ServiceRules.class);

    private ArchitectureRules() {}

    /**
     * The rules for a build of one adapter that the core calls.
     *
     * @param basePackage the adapter's package, such as {@code com.acme.access}
     * @return every rule, each with a name of its own; in a fixed order
     * @throws IllegalArgumentException when it is no name of a package
     */
    public static List<ArchitectureRule> forDrivenAdapter(String basePackage) {
        return of(Layers.ofTheGateway().withDrivenAdapter(basePackage));
    }

    /**
     * The rules for a build that adds packages to those of the gateway, or for the gateway's own, which adds none.
     *
     * @param layers which packages are which part of the architecture
     * @return every rule, each with a name of its own; in a fixed order
     */
    public static List<ArchitectureRule> of(Layers layers) {
        Supplier<JavaClasses> classPath = new Once(() -> ClassPath.classes(layers));
        return groups().flatMap(group -> Arrays.stream(group.getDeclaredFields()))
                .filter(field -> field.getType() == LayeredRule.class)
                .map(field -> new ArchitectureRule(field.getName(), rule(field, layers), classPath))
                .toList();
    }

    /**
     * Every class that the rules know by its name alone, or that stands for a package of others. A misspelt name would forbid
     * nothing: a build that has all of them on its class path can hold that they exist, as the gateway's own does.
     *
     * @return names of classes
     */
    public static Set<String> namedClasses() {
        Set<String> named = new TreeSet<>();
        Arrays.stream(Type.values()).map(Type::className).forEach(named::add);
        Arrays.stream(Technology.values()).map(Technology::example).forEach(named::add);
        return named;
    }

    /** The classes that hold the rules. */
    static Stream<Class<?>> groups() {
        return GROUPS.stream();
    }

    private static ArchRule rule(Field field, Layers layers) {
        try {
            ArchRule rule = ((LayeredRule) field.get(null)).of(layers);
            // Of the gateway's layers some are not on the class path of another build, and need not be.
            return layers.areTheWholeGateway() ? rule : rule.allowEmptyShould(true);
        } catch (IllegalAccessException cause) {
            throw new IllegalStateException("a rule must not be private: " + field, cause);
        }
    }

    /** Reads the class files for the first rule that asks. */
    private static final class Once implements Supplier<JavaClasses> {
        private final Supplier<JavaClasses> source;
        private @Nullable JavaClasses classes;

        Once(Supplier<JavaClasses> source) {
            this.source = source;
        }

        @Override
        public synchronized JavaClasses get() {
            JavaClasses known = classes;
            if (known == null) {
                known = source.get();
                classes = known;
            }
            return known;
        }
    }
}
