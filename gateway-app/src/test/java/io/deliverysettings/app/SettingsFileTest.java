package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.sandbox.RateLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file of settings may hold, and what is said when it cannot be used. */
@Timeout(30)
class SettingsFileTest {

    @TempDir
    Path directory = Path.of("");

    @Test
    void valuesMayBeNumbersYesOrNoAndText() throws IOException {
        RunSettings settings = settings("""
                # Where to listen.
                host: 0.0.0.0
                port: 9000
                choose-only-number: false
                read-timeout: "5s"
                """);

        assertThat(settings.host).isEqualTo("0.0.0.0");
        assertThat(settings.port).isEqualTo(9000);
        assertThat(settings.chooseOnlyNumber).isFalse();
        assertThat(settings.readTimeout).hasSeconds(5);
    }

    @Test
    void aSettingWithSeveralValuesMayBeAList() throws IOException {
        assertThat(settings("cors-origins: [https://a.example, https://b.example]\n").corsOrigins)
                .containsExactly("https://a.example", "https://b.example");
        assertThat(settings("cors-origins:\n  - https://a.example\n").corsOrigins)
                .containsExactly("https://a.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"600,210", "[600, 210]", "documented"})
    void theLimitsOfTheSandboxNeedNoQuotes(String limits) throws IOException {
        assertThat(settings("sandbox-rate-limits: " + limits + "\n").sandbox.rateLimits)
                .isEqualTo(RateLimits.documented());
    }

    @Test
    void aShareMayBeSmall() throws IOException {
        assertThat(settings("sandbox-fault-share: 0.0005\n").sandbox.faultShare).isEqualTo(0.0005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing is set\n", "---\n", "{}\n", "null\n"})
    void anEmptyFileSetsNothing(String yaml) throws IOException {
        assertThat(settings(yaml).port).isEqualTo(8080);
    }

    @Test
    void aListForASettingWithOneValueIsRefused() throws IOException {
        assertThat(refusal("port: [1, 2]\n")).contains("'--port'", "from 0 to 65535", "set by port in ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"port: {a: 1}\n", "port:\n", "port: ~\n", "cors-origins: [{a: 1}]\n", "cors-origins: [~]\n"})
    void aSettingWithoutAValueIsNamed(String yaml) throws IOException {
        String name = yaml.substring(0, yaml.indexOf(':'));

        assertThat(refusal(yaml)).contains("'" + name + "' in " + file(), "must be a single value or a list of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prot", "PORT", "--port", "GATEWAY_PORT", "config"})
    void anUnknownKeyIsNamedWithTheOnesThereAre(String key) throws IOException {
        assertThat(refusal("'" + key + "': 1\n"))
                .contains(
                        "'" + key + "' in " + file() + " is not a setting",
                        "choose-only-number, confirm-every, console, cors-origins",
                        "port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- port\n", "port\n", "8080\n", "true\n"})
    void aFileThatIsNoMapOfSettingsIsRefused(String yaml) throws IOException {
        assertThat(refusal(yaml)).contains(file() + " must hold settings by name, such as port: 8080");
    }

    @Test
    void malformedYamlIsRefusedWithItsPlace() throws IOException {
        assertThat(refusal("port: 1\nhost: [a\n")).contains(file() + " is not valid YAML, at or after line 2, column ");
        assertThat(refusal("port: 1\n\thost: a\n"))
                .contains(file() + " is not valid YAML, at or after line 1, column ");
    }

    @Test
    void malformedYamlIsNotQuoted() throws IOException {
        assertThat(refusal("secret: \"hunter2\nport: 1")).doesNotContain("hunter2");
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});

        assertThat(refusal(CliRun.started(Map.of(), "--config", file().toString())))
                .contains(file().toString());
    }

    @Test
    void aMissingFileIsNamed() {
        String missing = directory.resolve("missing.yaml").toString();

        assertThat(refusal(CliRun.started(Map.of(), "--config", missing))).endsWith(missing + " cannot be read");
        assertThat(refusal(CliRun.started(Map.of("GATEWAY_CONFIG", missing)))).endsWith(missing + " cannot be read");
    }

    @Test
    void aDirectoryIsNoFile() {
        assertThat(refusal(CliRun.started(Map.of(), "--config", directory.toString())))
                .endsWith(directory + " cannot be read");
    }

    private Path file() {
        return directory.resolve("settings.yaml");
    }

    private RunSettings settings(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return CliRun.of(Map.of(), "--config", file().toString()).settings();
    }

    private String refusal(String yaml) throws IOException {
        Files.writeString(file(), yaml);
        return refusal(CliRun.started(Map.of(), "--config", file().toString()));
    }

    private static String refusal(CliRun run) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("gateway: ").hasLineCount(1);
        return run.err().strip();
    }
}
