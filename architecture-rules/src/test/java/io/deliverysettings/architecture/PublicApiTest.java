package io.deliverysettings.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the text of an API says, and what it leaves out. */
class PublicApiTest {

    @Test
    void aClassIsShownWithWhatOthersCanUseOfIt() {
        assertThat(ApiText.of(Library.Shown.class))
                .containsExactly(
                        "public abstract static class "
                                + name("Shown<T extends Comparable<T> & java.lang.Runnable>")
                                        .replace("java.lang.", "")
                                + " extends " + name("Hidden") + " implements AutoCloseable",
                        "    @Deprecated public abstract <R> R map(java.util.function.Function<? super T, ? extends R>)"
                                + " throws java.io.IOException",
                        "    protected java.util.List<? super T> values",
                        "    protected new(String[]...)",
                        "    protected static int count()",
                        "    public static final int LIMIT",
                        "    public void close()",
                        "    public void inherited()");
    }

    @Test
    void aRecordIsShownWithItsComponentsInOrder() {
        assertThat(ApiText.of(Library.Point.class))
                .containsExactly(
                        "public record " + name("Point") + "(int x, java.util.List<String> names) implements "
                                + name("Shape"),
                        "    public int doubled()",
                        "    public new(int)");
    }

    @Test
    void aSealedTypeIsShownWithWhatItPermits() {
        assertThat(ApiText.of(Library.Shape.class))
                .containsExactly(
                        "public sealed interface " + name("Shape") + " permits " + name("Circle") + ", "
                                + name("Point"),
                        "    public default boolean isRound()",
                        "    public static " + name("Shape") + " round()");
    }

    @Test
    void anEnumIsShownWithItsConstantsInOrder() {
        assertThat(ApiText.of(Library.Colour.class))
                .containsExactly("public enum " + name("Colour") + " { RED, @Deprecated GREEN }");
    }

    @Test
    void anInterfaceThatIsToBeImplementedSaysSo() {
        assertThat(ApiText.of(Library.Task.class))
                .containsExactly(
                        "@FunctionalInterface public interface " + name("Task"),
                        "    public abstract void run(int[][])");
    }

    @Test
    void onlyWhatOthersCanSeeIsVisible() {
        assertThat(PublicApi.isVisible(List.class)).isTrue();
        assertThat(PublicApi.isVisible(Library.Hidden.class)).isFalse();
        assertThat(PublicApi.isVisible(Library.HiddenOuter.Inner.class))
                .as("public, in a class that is not")
                .isFalse();
    }

    @Test
    void ofAModuleOnlyWhatItExportsToEverybodyIsShown(@TempDir Path directory) throws Exception {
        Path classes = compiled(directory);
        Path jar = directory.resolve("library.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, entries);
            }
        }

        for (Path library : List.of(classes, jar)) {
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {library.toUri().toURL()})) {
                assertThat(PublicApi.of(loader.loadClass("shown.Type")))
                        .as("%s", library)
                        .isEqualTo("public class shown.Type\n    public new()\n");
            }
        }
    }

    @Test
    void aClassOfTheJdkIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PublicApi.of(String.class));
    }

    @Test
    void differencesNameTheTypeOfAMember() {
        String before = """
                public class a.B
                    public int c()

                public record a.D(int x)
                    public new(int)
                """;
        String now = """
                public class a.B
                    public long c()

                public record a.D(int x)
                    public new(int)

                public enum a.E { F }
                """;

        assertThat(PublicApi.differences(before, now))
                .containsExactly("- a.B: public int c()", "+ a.B: public long c()", "+ public enum a.E { F }");
        assertThat(PublicApi.differences(now, now)).isEmpty();
    }

    private static String name(String nested) {
        return Library.class.getName() + "$" + nested;
    }

    private static Path compiled(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(
                source.resolve("module-info.java"), "module library { exports shown; exports friends to java.sql; }");
        for (String name : List.of("shown", "friends", "inside")) {
            Files.createDirectories(source.resolve(name));
            Files.writeString(
                    source.resolve(name).resolve("Type.java"),
                    "package " + name + "; public class Type {} class Other {}");
        }
        Path classes = directory.resolve("classes");
        StringWriter complaints = new StringWriter();
        int exitCode = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(complaints),
                        new PrintWriter(complaints),
                        "-d",
                        classes.toString(),
                        source.resolve("module-info.java").toString(),
                        source.resolve("shown/Type.java").toString(),
                        source.resolve("friends/Type.java").toString(),
                        source.resolve("inside/Type.java").toString());
        assertThat(exitCode).as("%s", complaints).isZero();
        return classes;
    }
}
