package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code deploy/container/Containerfile} promises; its modules are for {@link ContainerRuntimeIT}. */
@Timeout(30)
class ContainerfileTest {

    private final Containerfile file = Containerfile.read();

    @Test
    void baseImagesAreOfOneVersion() {
        assertThat(file.all("FROM"))
                .hasSize(2)
                .allMatch(
                        image -> image.matches("[a-z-]+:[0-9]+\\.[0-9]+[^ ]*( AS [a-z]+)?"),
                        "an image with its version");
    }

    @Test
    void itIsBuiltInSeveralStagesAndShipsTheLastAlone() {
        assertThat(file.all("FROM")).first().asString().endsWith(" AS build");
        assertThat(file.ofTheLastStage("COPY")).isNotEmpty().allMatch(copy -> copy.startsWith("--from=build "));
        assertThat(file.ofTheLastStage("RUN")).isEmpty();
    }

    @Test
    void itRunsAsANumberThatIsNotRoot() {
        assertThat(file.ofTheLastStage("USER")).containsExactly("10001:10001");
    }

    @Test
    void itStartsJavaWithoutAShell() throws Exception {
        assertThat(file.entrypoint()).first().isEqualTo("/opt/java/bin/java");
        assertThat(file.entrypoint()).endsWith("-jar", "/opt/gateway/gateway.jar");
        assertThat(Yaml.texts(new ObjectMapper().readTree(file.theOnly("CMD")))).containsExactly("run");
        assertThat(file.theOnly("STOPSIGNAL")).isEqualTo("SIGTERM");
    }

    @Test
    void itStartsFromAClassDataArchiveThatItsOwnRuntimeMadeAtThePlaceOfTheJars() {
        assertThat(file.all("RUN"))
                .anyMatch(run -> run.contains("cp -a gateway-app/target/gateway /opt/gateway")
                        && run.contains("ClassDataArchive.java /opt/gateway /opt/gateway.jsa /opt/java"));
        assertThat(file.ofTheLastStage("COPY"))
                .contains(
                        "--from=build /opt/java /opt/java",
                        "--from=build /opt/gateway /opt/gateway",
                        "--from=build /opt/gateway.jsa /opt/gateway.jsa");
        assertThat(file.entrypoint())
                .containsAll(ClassDataArchiveIT.options(Path.of("/opt/gateway.jsa")))
                .containsAll(StartScriptTest.COMPILER);
    }

    @Test
    void itHasNoVariablesToLeakAndNoLeavesOfABuildToFind() {
        assertThat(file.ofTheLastStage("ENV")).isEmpty();
        assertThat(file.ofTheLastStage("ARG")).isEmpty();
        assertThat(Set.copyOf(Repository.read("deploy/container/Containerfile.dockerignore")
                        .lines()
                        .toList()))
                .containsAll(List.of(".git", "**/target", "data", "deploy/compose/secrets"));
    }

    @Test
    void itsHealthIsThatOfTheManagementPort() {
        assertThat(file.theOnly("HEALTHCHECK")).contains("127.0.0.1/9080", "GET /health/ready ", "= 200");
        assertThat(file.theOnly("EXPOSE")).isEqualTo("8080 9080");
    }
}
