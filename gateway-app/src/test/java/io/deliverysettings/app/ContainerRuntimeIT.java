package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Java runtime of the image, cut as the Containerfile says: it has what the packaged application needs, and no more. */
@Timeout(180)
class ContainerRuntimeIT {

    private static final Path APPLICATION = Repository.root().resolve("gateway-app/target/gateway");

    /** Looked up by name, so that jdeps does not see them; the Containerfile says what for. */
    private static final List<String> LOOKED_UP = List.of("jdk.crypto.ec");

    @TempDir
    Path temporary = Path.of("");

    @Test
    void modulesAreThoseThatTheLibrariesNeed() throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--ignore-missing-deps", "--print-module-deps", "--multi-release", "17"));
        arguments.add(APPLICATION.resolve("gateway.jar").toString());
        try (Stream<Path> libraries = Files.list(APPLICATION.resolve("lib"))) {
            libraries.map(Path::toString).sorted().forEach(arguments::add);
        }
        Set<String> needed = new TreeSet<>(LOOKED_UP);
        needed.addAll(List.of(run("jdeps", arguments)
                .lines()
                .filter(line -> line.startsWith("java."))
                .findFirst()
                .orElseThrow()
                .split(",")));

        assertThat(Containerfile.read().runtimeModules())
                .as("RUNTIME_MODULES in %s", Containerfile.PATH)
                .isEqualTo(needed);
    }

    @Test
    void theApplicationRunsOnTheCutRuntime() throws Exception {
        Path runtime = temporary.resolve("java");
        run(
                "jlink",
                List.of(
                        "--add-modules",
                        String.join(",", Containerfile.read().runtimeModules()),
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        runtime.toString()));

        Path archive = temporary.resolve("gateway.jsa");
        Path classLog = temporary.resolve("classes.log");
        ClassDataArchiveIT.make(APPLICATION, archive, runtime);

        List<String> command = new ArrayList<>(Containerfile.read().entrypoint());
        command.replaceAll(word -> word.replace("/opt/java", runtime.toString())
                .replace("/opt/gateway.jsa", archive.toString())
                .replace("/opt/gateway/", APPLICATION + "/"));
        command.add(1, "-Xlog:class+load:file=" + classLog);
        command.addAll(List.of("run", "--port=0", "--sandbox-port=0"));
        try (ChildProcess gateway = ChildProcess.start(temporary, Map.of(), command)) {
            WhatsAppClient client = WhatsAppClient.of(PackagedApplication.apiUrl(gateway));

            Answer put = client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"));
            assertThat(put.status()).as("%s", gateway).isEqualTo(201);
            assertThat(Steps.selectNumber(client, "205000000000002").status()).isEqualTo(200);
            gateway.terminate();
            assertThat(gateway.exitCode()).isEqualTo(143);
            assertThat(gateway.err()).doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "ERROR");
        }
        assertThat(ClassDataArchiveIT.shared(classLog)).contains("io.deliverysettings.app.GatewayMain");
    }

    private static String run(String tool, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new AssertionError(tool + " is missing: the tests need a whole JDK"))
                .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        assertThat(exitCode).as("%s %s: %s%s", tool, arguments, out, err).isZero();
        return out.toString();
    }
}
