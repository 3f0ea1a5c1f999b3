package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The class data archive that the build makes: the packaged application starts from it, and without it as well. */
@Timeout(180)
class ClassDataArchiveIT {

    private static final Path APPLICATION = Repository.root().resolve("gateway-app/target/gateway");
    private static final Path ARCHIVE = Repository.root().resolve("gateway-app/target/gateway.jsa");
    private static final String SHARED = " source: shared objects file";

    @TempDir
    Path temporary = Path.of("");

    private Path copy = Path.of("");

    @BeforeEach
    void aCopyToDamage() throws IOException {
        copy = temporary.resolve("copy.jsa");
        Files.copy(ARCHIVE, copy);
        assertThat(copy.toFile().setWritable(true)).isTrue();
    }

    /** What {@code ./gateway} and the image give to Java with an archive. */
    static List<String> options(Path archive) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-XX:+VerifySharedSpaces", "-Xlog:cds*=off");
    }

    /** The classes that came from an archive, as {@code -Xlog:class+load} has written them down. */
    static List<String> shared(Path classLog) throws IOException {
        try (Stream<String> lines = Files.lines(classLog)) {
            return lines.filter(line -> line.contains(SHARED))
                    .map(line -> line.substring(line.lastIndexOf(']') + 2, line.indexOf(SHARED)))
                    .toList();
        }
    }

    /** Has the program of the build make an archive. */
    static void make(Path application, Path archive, Path javaHome) throws Exception {
        try (ChildProcess making = ChildProcess.start(
                Repository.root(),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "gateway-app/src/build/java/ClassDataArchive.java",
                        application.toString(),
                        archive.toString(),
                        javaHome.toString()))) {
            assertThat(making.exitCode()).as("%s", making).isZero();
        }
    }

    @Test
    void theApplicationStartsFromTheArchiveOfTheBuild() throws Exception {
        Path classLog = temporary.resolve("classes.log");
        List<String> jvmOptions = new ArrayList<>(options(ARCHIVE));
        jvmOptions.add("-Xlog:class+load:file=" + classLog);
        try (ChildProcess gateway = PackagedApplication.start(
                temporary, Map.of(), List.of(), jvmOptions, List.of("run", "--port=0", "--sandbox-port=0"))) {
            PackagedApplication.apiUrl(gateway);
            gateway.terminate();
            gateway.exitCode();
        }

        List<String> all = Files.readAllLines(classLog);
        List<String> shared = shared(classLog);
        assertThat(shared)
                .contains(
                        "io.deliverysettings.app.GatewayMain",
                        "io.vertx.core.impl.VertxImpl",
                        // Its classes are of a form that an archive on top of Java's own would leave out.
                        "picocli.CommandLine$Model$CommandSpec");
        assertThat(shared.size()).isGreaterThan(all.size() * 9 / 10);
    }

    @Test
    void withoutTheArchiveItStarts() throws Exception {
        Files.delete(copy);

        assertStartsInSilence(APPLICATION, copy);
    }

    @Test
    void withATruncatedArchiveItStarts() throws Exception {
        byte[] bytes = Files.readAllBytes(copy);
        Files.write(copy, Arrays.copyOf(bytes, bytes.length / 2));

        assertStartsInSilence(APPLICATION, copy);
    }

    @Test
    void withADamagedArchiveItStarts() throws Exception {
        byte[] bytes = Files.readAllBytes(copy);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100_000, (byte) 0x55);
        Files.write(copy, bytes);

        assertStartsInSilence(APPLICATION, copy);
    }

    @Test
    void withADamagedHeaderItStarts() throws Exception {
        byte[] bytes = Files.readAllBytes(copy);
        Arrays.fill(bytes, 100, 300, (byte) 0x55);
        Files.write(copy, bytes);

        assertStartsInSilence(APPLICATION, copy);
    }

    @Test
    void withWhatIsNoArchiveItStarts() throws Exception {
        Files.writeString(copy, "no archive");

        assertStartsInSilence(APPLICATION, copy);
    }

    @Test
    void elsewhereItStarts() throws Exception {
        Path moved = Files.createDirectories(temporary.resolve("moved"));
        try (Stream<Path> files = Files.walk(APPLICATION)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = moved.resolve(APPLICATION.relativize(file).toString());
                Files.createDirectories(target.resolve(".."));
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }

        assertStartsInSilence(moved, copy);
    }

    @Test
    void withoutAnApplicationNoArchiveIsMadeAndItIsSaidWhy() throws Exception {
        Files.writeString(temporary.resolve("gateway.jar"), "no jar");

        try (ChildProcess making = ChildProcess.start(
                Repository.root(),
                Map.of(),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "gateway-app/src/build/java/ClassDataArchive.java",
                        temporary.toString(),
                        copy.toString()))) {
            assertThat(making.exitCode()).as("%s", making).isEqualTo(1);
            assertThat(making.err())
                    .startsWith("no class data archive: the application did not start:")
                    .contains("gateway.jar");
        }
        assertThat(copy).doesNotExist();
    }

    private void assertStartsInSilence(Path application, Path archive) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options(archive));
        command.addAll(List.of("-jar", application.resolve("gateway.jar").toString(), "--version"));
        try (ChildProcess version = ChildProcess.start(temporary, Map.of(), command)) {
            assertThat(version.exitCode()).as("%s", version).isZero();
            assertThat(version.out().lines()).singleElement().asString().startsWith("Delivery Settings Gateway ");
            assertThat(version.err()).isEmpty();
        }
    }
}
