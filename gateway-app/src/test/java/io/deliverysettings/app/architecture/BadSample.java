package io.deliverysettings.app.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A piece of source code that breaks a rule, to prove that the rule bites. It is the resource
 * {@code architecture/RULE/TheBadClass.java.txt} and says in its package where it pretends to be.
 *
 * @param rule the name of the rule that it breaks
 * @param className the class that the rule has to name
 * @param source the text of the file
 */
record BadSample(String rule, String className, String source) {

    private static final String FOLDER = "/architecture";
    private static final String SUFFIX = ".java.txt";
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    static List<BadSample> all() {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(BadSample::read)
                    .toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    /** All at once, since starting the compiler is what takes time. */
    static void compile(List<BadSample> samples, Path output) {
        JavaCompiler compiler = Objects.requireNonNull(
                ToolProvider.getSystemJavaCompiler(), "there is no compiler: run the tests on a JDK, not on a JRE");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        boolean isCompiled = compiler.getTask(
                        null,
                        null,
                        diagnostics,
                        List.of(
                                "--release",
                                "17",
                                "-proc:none",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                "-d",
                                output.toString()),
                        null,
                        samples.stream().map(SourceFile::new).toList())
                .call();
        if (!isCompiled) {
            throw new IllegalStateException(
                    "bad samples have to break rules, but to compile: " + diagnostics.getDiagnostics());
        }
    }

    /** Whether a class is from this file, be it the bad class itself or what that needs. */
    boolean declares(JavaClass type) {
        return type.getPackageName().equals(className.substring(0, className.lastIndexOf('.')))
                && type.getSource()
                        .flatMap(Source::getFileName)
                        .filter(name -> name.equals(className.substring(className.lastIndexOf('.') + 1) + ".java"))
                        .isPresent();
    }

    private static Path folder() {
        URL url =
                Objects.requireNonNull(BadSample.class.getResource(FOLDER), FOLDER + " is missing among the resources");
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static BadSample read(Path file) {
        String fileName = file.getFileName().toString();
        if (!fileName.endsWith(SUFFIX)) {
            throw new IllegalStateException("a bad sample has to end in " + SUFFIX + ", but there is " + file);
        }
        try {
            String source = Files.readString(file);
            Matcher named = PACKAGE.matcher(source);
            if (!named.find()) {
                throw new IllegalStateException("a bad sample has to name its package: " + file);
            }
            String simpleName = fileName.substring(0, fileName.length() - SUFFIX.length());
            return new BadSample(
                    file.getName(file.getNameCount() - 2).toString(), named.group(1) + "." + simpleName, source);
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static final class SourceFile extends SimpleJavaFileObject {
        private final String text;

        SourceFile(BadSample sample) {
            super(URI.create("sample:///" + sample.className().replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = sample.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
