package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of what others can use of the published modules, everything is documented: each type and member, parameter, result and exception.
 *
 * <p>The build of their Javadoc cannot ask for that, only for the rest: the doclint of JDK 17 complains that a compact constructor
 * has no {@code @param}, which its record has.
 */
@Timeout(120)
class PublishedJavadocTest {

    private static final Pattern COMPACT_CONSTRUCTOR = Pattern.compile("\\s*(public |protected )?[A-Z]\\w* \\{");

    private static final List<String> PUBLISHED =
            List.of("domain", "application", "application-testkit", "architecture-rules");

    @Test
    void everythingThatOthersCanUseIsDocumented(@TempDir Path classes) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : PUBLISHED) {
            sources.addAll(sources(module));
        }

        assertThat(complaints(sources, classes)).isEmpty();
    }

    private static List<String> complaints(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "run the tests on a JDK, not on a JRE");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ENGLISH, null)) {
            boolean isCompiled = compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of(
                                    "--release",
                                    "17",
                                    "-proc:none",
                                    "-implicit:none",
                                    "-Xdoclint:all/protected",
                                    "-Xmaxwarns",
                                    "10000",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(isCompiled).as("%s", diagnostics.getDiagnostics()).isTrue();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(found -> found.getSource() != null && !isOfACompactConstructor(found))
                .map(found -> found.getSource().getName() + ":" + found.getLineNumber() + ": "
                        + found.getMessage(Locale.ENGLISH))
                .toList();
    }

    private static boolean isOfACompactConstructor(Diagnostic<? extends JavaFileObject> found) {
        try {
            String line = found.getSource()
                    .getCharContent(true)
                    .toString()
                    .lines()
                    .skip(found.getLineNumber() - 1)
                    .findFirst()
                    .orElseThrow();
            return found.getMessage(Locale.ENGLISH).startsWith("no @param")
                    && COMPACT_CONSTRUCTOR.matcher(line).matches();
        } catch (IOException cause) {
            throw new AssertionError(cause);
        }
    }

    /** Without the module's own description, since the class path has no modules. */
    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Repository.root().resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("module-info.java"))
                    .sorted()
                    .toList();
        }
    }
}
