package io.deliverysettings.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Supplier;

/** A rule with a name, about the classes of one build. */
public final class ArchitectureRule {

    private final String name;
    private final ArchRule rule;
    private final Supplier<JavaClasses> classPath;

    ArchitectureRule(String name, ArchRule rule, Supplier<JavaClasses> classPath) {
        this.name = name;
        this.rule = rule;
        this.classPath = classPath;
    }

    /**
     * What it is called, in upper case; the same in every version that has the rule.
     *
     * @return such as {@code ADAPTERS_DO_NOT_SEE_EACH_OTHER}
     */
    public String name() {
        return name;
    }

    /**
     * What it demands, why, and what to do about a violation.
     *
     * @return a sentence in English
     */
    public String description() {
        return rule.getDescription();
    }

    /**
     * Checks the classes of the class path: the production code of the packages that were named, which must be there. The first
     * check of all rules that were made together reads the class files, which takes a second or two.
     *
     * @throws AssertionError when the rule is broken; its message names the rule and every violation
     * @throws IllegalStateException when a package that was added has no class in it outside of tests, or is to be a driven
     *     adapter and implements no out-port: every rule would hold, and say nothing
     */
    public void check() {
        check(classPath.get());
    }

    /**
     * Checks classes that were read in another way.
     *
     * @param classes what is judged
     * @throws AssertionError when the rule is broken; its message names the rule and every violation
     */
    public void check(JavaClasses classes) {
        try {
            rule.check(classes);
        } catch (AssertionError broken) {
            throw new AssertionError(name + ": " + broken.getMessage(), broken);
        }
    }

    /**
     * What is wrong with some classes.
     *
     * @param classes what is judged
     * @return a text for each violation; empty when they keep the rule
     */
    public List<String> violations(JavaClasses classes) {
        return List.copyOf(rule.evaluate(classes).getFailureReport().getDetails());
    }

    @Override
    public String toString() {
        return name;
    }
}
