package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code ./gateway} builds and what it starts: the real script, in a repository with a Maven and a Java that only tell. */
@Timeout(30)
class StartScriptTest {

    /** For a gateway, the better compiler of Java begins later than it would by itself; so it does in the image and under systemd. */
    static final List<String> COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:Tier4MinInvocationThreshold=1800",
            "-XX:Tier4CompileThreshold=45000",
            "-XX:Tier4BackEdgeThreshold=120000");

    private static final String GATEWAY = "<-Xms32m> " + words(COMPILER);

    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    Path temporary = Path.of("");

    private Path repository;
    private Path tools;

    @BeforeEach
    void aRepositoryThatIsBuilt() throws IOException {
        // A space, because somebody's home directory has one.
        repository = Files.createDirectory(temporary.resolve("a repository"));
        tools = Files.createDirectory(temporary.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "find", "readlink", "touch", "mkdir")) {
            executable(tools.resolve(tool), "exec " + installed(tool) + " \"$@\"");
        }
        executable(tools.resolve("java"), "printf 'java'; printf ' <%s>' \"$@\"; echo");
        executable(
                tools.resolve("mvn"),
                "echo \"mvn $* in $PWD\" >&2; echo 'maven talks'; mkdir -p gateway-app/target/gateway;"
                        + " touch gateway-app/target/gateway/.built");

        Path script = repository.resolve("gateway");
        Files.copy(Repository.root().resolve("gateway"), script);
        script.toFile().setExecutable(true);
        write(repository.resolve("pom.xml"));
        for (String module : Repository.modules()) {
            write(repository.resolve(module).resolve("pom.xml"));
            write(repository.resolve(module).resolve("src/main/java/Some.java"));
        }
        write(repository.resolve("gateway-app/src/build/java/Some.java"));
        write(built());
        Files.walkFileTree(repository, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setLastModifiedTime(file, FileTime.from(BUILT.minusSeconds(60)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException none) throws IOException {
                Files.setLastModifiedTime(directory, FileTime.from(BUILT.minusSeconds(60)));
                return FileVisitResult.CONTINUE;
            }
        });
        Files.setLastModifiedTime(built(), FileTime.from(BUILT));
    }

    @Test
    void whatIsBuiltIsStartedWithoutBuilding() throws Exception {
        Run run = run(Map.of(), "--port", "0");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("java " + GATEWAY + " <-jar> <" + jar() + "> <--port> <0>");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void argumentsArriveAsTheyWereGiven() throws Exception {
        assertThat(run(Map.of(), "--host", "a b", "", "*", "$HOME", "\"").out())
                .isEqualTo("java " + GATEWAY + " <-jar> <" + jar() + "> <--host> <a b> <> <*> <$HOME> <\">");
    }

    @Test
    void withoutABuildItBuildsAndThenStarts() throws Exception {
        Files.delete(built());

        assertBuildsAndStarts();
    }

    static Stream<String> sources() {
        return Stream.concat(
                Stream.of("pom.xml", "gateway-app/src/build/java/Some.java"),
                Repository.modules().stream()
                        .flatMap(module -> Stream.of(module + "/pom.xml", module + "/src/main/java/Some.java")));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aSourceThatIsNewerIsBuiltOnce(String source) throws Exception {
        Files.setLastModifiedTime(repository.resolve(source), FileTime.from(BUILT.plusSeconds(1)));

        assertBuildsAndStarts();
        assertThat(run(Map.of()).err()).isEmpty();
    }

    @Test
    void aSourceThatIsGoneIsBuiltToo() throws Exception {
        Files.delete(repository.resolve("domain/src/main/java/Some.java"));

        assertBuildsAndStarts();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "domain/src/test/java/SomeTest.java", "domain/target/classes/Some.class"})
    void whatIsNoSourceOfTheApplicationIsNotBuilt(String file) throws Exception {
        Files.createDirectories(repository.resolve(file).getParent());
        write(repository.resolve(file));

        assertThat(run(Map.of()).err()).isEmpty();
    }

    @Test
    void afterABuildThatFailsNothingIsStarted() throws Exception {
        Files.delete(built());
        executable(tools.resolve("mvn"), "echo 'COMPILATION ERROR'; exit 3");

        Run run = run(Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("COMPILATION ERROR").endsWith("gateway: the build failed; see above");
    }

    @Test
    void aMissingMavenIsSaidInOneLine() throws Exception {
        Files.delete(built());
        Files.delete(tools.resolve("mvn"));

        Run run = run(Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("gateway: Maven is missing; Maven 3.8 or newer is needed to build");
    }

    @Test
    void withoutMavenWhatIsBuiltIsStarted() throws Exception {
        Files.delete(tools.resolve("mvn"));

        assertThat(run(Map.of()).out()).startsWith("java " + GATEWAY + " <-jar>");
    }

    @Test
    void aMissingJavaIsSaidInOneLine() throws Exception {
        Files.delete(tools.resolve("java"));

        Run run = run(Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEqualTo("gateway: Java is missing; JDK 17 or newer is needed");
    }

    @Test
    void theJavaOfJavaHomeCountsBeforeThatOfThePath() throws Exception {
        Path home = temporary.resolve("a jdk");
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), "echo 'java of JAVA_HOME'");

        assertThat(run(Map.of("JAVA_HOME", home.toString())).out()).isEqualTo("java of JAVA_HOME");
    }

    @Test
    void aJavaHomeWithoutJavaDoesNotCount() throws Exception {
        assertThat(run(Map.of("JAVA_HOME", temporary.toString())).out()).startsWith("java " + GATEWAY + " <-jar>");
    }

    @Test
    void optionsOfJavaComeBeforeTheApplication() throws Exception {
        assertThat(run(Map.of("GATEWAY_JAVA_OPTS", "-Xmx64m -Da=b"), "--version")
                        .out())
                .isEqualTo("java " + GATEWAY + " <-Xmx64m> <-Da=b> <-jar> <" + jar() + "> <--version>");
    }

    @Test
    void aCommandThatOnlyAsksAGatewayIsStartedForAShortLife() throws Exception {
        assertThat(run(Map.of("GATEWAY_JAVA_OPTS", "-Xmx64m"), "whatsapp", "show")
                        .out())
                .isEqualTo(
                        "java <-Xms32m> <-XX:TieredStopAtLevel=1> <-Xmx64m> <-jar> <" + jar() + "> <whatsapp> <show>");
    }

    @Test
    void theClassDataArchiveOfTheBuildIsUsed() throws Exception {
        write(archive());

        assertThat(run(Map.of(), "run").out())
                .isEqualTo("java %s %s <-jar> <%s> <run>".formatted(archiveOptions(), GATEWAY, jar()));
    }

    @Test
    void whatTheUserSaysOfJavaComesAfterTheArchiveAndCounts() throws Exception {
        write(archive());

        assertThat(run(Map.of("GATEWAY_JAVA_OPTS", "-Xshare:off"), "whatsapp", "show")
                        .out())
                .isEqualTo("java %s <-Xms32m> <-XX:TieredStopAtLevel=1> <-Xshare:off> <-jar> <%s> <whatsapp> <show>"
                        .formatted(archiveOptions(), jar()));
    }

    @Test
    void throughALinkedDirectoryTheJarIsWhereTheBuildSawIt() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("linked"), repository);

        assertThat(run(temporary, Map.of(), List.of(link.resolve("gateway").toString()))
                        .out())
                .isEqualTo("java " + GATEWAY + " <-jar> <" + jar() + ">");
    }

    @Test
    void theExitCodeIsThatOfTheApplication() throws Exception {
        executable(tools.resolve("java"), "exit 42");

        assertThat(run(Map.of()).exitCode()).isEqualTo(42);
    }

    @Test
    void itIsFoundThroughLinks() throws Exception {
        Path elsewhere = Files.createDirectory(temporary.resolve("bin of mine"));
        Path absolute = Files.createSymbolicLink(elsewhere.resolve("gw"), repository.resolve("gateway"));
        Path relative = Files.createSymbolicLink(elsewhere.resolve("gw2"), Path.of("../a repository/gateway"));
        Path twice = Files.createSymbolicLink(temporary.resolve("gw3"), Path.of("bin of mine/gw2"));

        for (Path link : List.of(absolute, relative, twice)) {
            Run run = run(elsewhere, Map.of(), List.of(link.toString()));
            assertThat(run.err()).isEmpty();
            assertThat(run.out())
                    .startsWith("java " + GATEWAY + " <-jar> <")
                    .contains("/a repository/gateway-app/target/gateway/");
        }
    }

    @Test
    void itRunsFromAnyDirectory() throws Exception {
        assertThat(run(repository, Map.of(), List.of("./gateway")).out()).startsWith("java " + GATEWAY + " <-jar>");
        assertThat(run(repository.resolve("domain"), Map.of(), List.of("../gateway"))
                        .out())
                .startsWith("java " + GATEWAY + " <-jar>");
        assertThat(run(repository.resolve("domain"), Map.of(), List.of("bash", "../gateway"))
                        .out())
                .startsWith("java " + GATEWAY + " <-jar>");
    }

    @Test
    void everyModuleOfTheApplicationIsASource() throws IOException {
        String script = Files.readString(Repository.root().resolve("gateway"));

        assertThat(script.lines().filter(line -> line.startsWith("modules=(")))
                .singleElement()
                .satisfies(line -> assertThat(line.substring("modules=(".length(), line.length() - 1)
                                .split(" "))
                        .containsExactlyInAnyOrderElementsOf(Repository.modules()));
    }

    private void assertBuildsAndStarts() throws Exception {
        Run run = run(Map.of(), "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines())
                .containsExactly(
                        "gateway: building (the first time takes a minute or two)",
                        "mvn -q -B -Dquick -pl gateway-app -am package in " + repository.toRealPath(),
                        "maven talks");
        assertThat(run.out()).isEqualTo("java " + GATEWAY + " <-jar> <" + jar() + "> <--version>");
    }

    private record Run(int exitCode, String out, String err) {}

    private Run run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(repository.resolve("gateway").toString()));
        command.addAll(List.of(arguments));
        return run(temporary, environment, command);
    }

    private Run run(Path directory, Map<String, String> environment, List<String> command) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("PATH", tools.toString(), "JAVA_HOME", ""));
        all.putAll(environment);
        try (ChildProcess child = ChildProcess.start(directory, all, command)) {
            int exitCode = child.exitCode();
            return new Run(exitCode, child.out(), child.err());
        }
    }

    private Path built() {
        return repository.resolve("gateway-app/target/gateway/.built");
    }

    private Path jar() {
        return repository.resolve("gateway-app/target/gateway/gateway.jar");
    }

    private Path archive() {
        return repository.resolve("gateway-app/target/gateway.jsa");
    }

    private String archiveOptions() {
        return words(ClassDataArchiveIT.options(archive()));
    }

    private static String words(List<String> options) {
        return options.stream().map(option -> "<" + option + ">").collect(Collectors.joining(" "));
    }

    private static Path installed(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is not installed"));
    }

    private static void executable(Path file, String commands) throws IOException {
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        Files.writeString(file, "");
    }
}
