package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The log of the packaged application, and what {@code check-config} leaves behind. */
@Timeout(120)
class LogProcessIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINE_OF_TEXT = "[0-9-]+T[0-9:.]+Z (INFO|WARN|DEBUG) +[a-zA-Z.]+ .*";

    @TempDir
    Path directory = Path.of("");

    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void endEveryChild() {
        children.forEach(ChildProcess::close);
    }

    @Test
    void whereNobodyReadsOnATerminalEachLineIsAnObject() throws Exception {
        ChildProcess gateway = run(Map.of("GATEWAY_LOG_FORMAT", "auto", "GATEWAY_PROT", "1"));
        URI apiUrl = PackagedApplication.apiUrl(gateway);
        assertThat(WhatsAppClient.of(apiUrl).put(Bodies.EXAMPLE).status()).isEqualTo(201);
        gateway.terminate();

        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
        List<JsonNode> events = new ArrayList<>();
        for (String line : gateway.err().lines().toList()) {
            events.add(JSON.readTree(line));
        }
        assertThat(events).hasSizeGreaterThan(5).allSatisfy(event -> {
            assertThat(event.get("timestamp").asText()).matches("[0-9-]+T[0-9:]+\\.[0-9]{3}Z");
            assertThat(Stream.of("level", "logger", "thread", "message")).allMatch(event::hasNonNull);
        });
        assertThat(events)
                .extracting(event -> event.get("message").asText())
                .contains("GATEWAY_PROT in the environment is not a setting and has no effect", "stopped")
                .anyMatch(message -> message.startsWith("set: port=0 (--port), "));
    }

    static Stream<Map<String, String>> waysToAskForText() {
        return Stream.of(Map.of("GATEWAY_LOG_FORMAT", "text"), Map.of("GATEWAY_CONFIG", "settings.yaml"));
    }

    @ParameterizedTest
    @MethodSource("waysToAskForText")
    void textIsWrittenWhereItIsAskedForFromTheFirstLineOn(Map<String, String> environment) throws Exception {
        Files.writeString(directory.resolve("settings.yaml"), "log-format: Text\nlog-level: debug\n");

        ChildProcess gateway = run(environment);
        PackagedApplication.apiUrl(gateway);
        gateway.terminate();

        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
        assertThat(gateway.err().lines()).hasSizeGreaterThan(5).allMatch(line -> line.matches(LINE_OF_TEXT));
    }

    @Test
    void aFlagCountsBeforeTheEnvironmentForTheLogToo() throws Exception {
        ChildProcess gateway = run(Map.of("GATEWAY_LOG_FORMAT", "text"), "--log-format=json", "--log-level", "ERROR");
        PackagedApplication.apiUrl(gateway);
        gateway.terminate();

        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
        assertThat(gateway.err()).isEmpty();
    }

    @Test
    void checkingTheSettingsMakesNothing() throws Exception {
        ChildProcess check = PackagedApplication.start(
                directory, Map.of("GATEWAY_STORE_PASSWORD", "very-hidden"), List.of("check-config", "--port", "0"));

        assertThat(check.exitCode()).as("%s", check).isZero();
        assertThat(check.out())
                .contains("store-password", "These settings can be used.")
                .doesNotContain("very-hidden");
        assertThat(check.err()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private ChildProcess run(Map<String, String> environment, String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--port", "0", "--sandbox-port", "0"));
        arguments.addAll(List.of(flags));
        ChildProcess child = PackagedApplication.start(directory, environment, arguments);
        children.add(child);
        return child;
    }
}
