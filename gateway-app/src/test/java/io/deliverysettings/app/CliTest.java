package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Which command a line is for, what is printed where, and which exit code means what. */
@Timeout(30)
class CliTest {

    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void withoutACommandItIsRun() {
        assertThat(CliRun.of(NOTHING).command()).containsInstanceOf(RunCommand.class);
        assertThat(CliRun.of(NOTHING, "--port", "0").command()).containsInstanceOf(RunCommand.class);
        assertThat(CliRun.of(NOTHING, "run").command()).containsInstanceOf(RunCommand.class);
    }

    @Test
    void sandboxIsACommandOfItsOwn() {
        assertThat(CliRun.of(NOTHING, "sandbox", "--sandbox-port", "0").command())
                .containsInstanceOf(SandboxCommand.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpListsTheCommandsAndTheExitCodes(String flag) {
        CliRun run = CliRun.started(NOTHING, flag);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: gateway ")
                .containsPattern("run +Run the gateway")
                .containsPattern("sandbox +Run the PingOne sandbox")
                .containsPattern("check-config +Check the settings")
                .containsPattern("whatsapp +Look at the WhatsApp settings of a running gateway")
                .containsPattern("completion +Print what has a shell complete")
                .contains("Exit codes: 0 ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpOfRunListsEverySettingWithItsDefault() {
        CliRun run = CliRun.started(NOTHING, "run", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(options("run"))
                .containsIgnoringWhitespaces("(default: 127.0.0.1)", "(default: 5m)");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpOfSandboxListsItsSettingsOnly() {
        CliRun run = CliRun.started(NOTHING, "sandbox", "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(options("sandbox")).doesNotContain("--upstream");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "run --version", "sandbox --version"})
    void versionSaysTheVersionAndTheJavaItRunsOn(String line) {
        CliRun run = CliRun.started(NOTHING, line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("Delivery Settings Gateway \\S+ \\(Java [0-9].*\\)\\R");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "run -h", "sandbox --help", "--version", "run --version"})
    void helpIsGivenWhateverIsWrongWithTheSettings(String line) {
        Map<String, String> wrong = Map.of("GATEWAY_PORT", "x", "GATEWAY_CONFIG", "/no/such/file", "GATEWAY_NO", "1");

        CliRun run = CliRun.started(wrong, line.split(" "));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isNotEmpty();
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpShowsTheDefaultsAndNotWhatIsSet() {
        assertThat(CliRun.started(Map.of("GATEWAY_HOST", "10.1.2.3"), "run", "--help")
                        .out())
                .contains("127.0.0.1")
                .doesNotContain("10.1.2.3");
    }

    @Test
    void anUnknownCommandIsNamed() {
        assertComplaint("'start'", "start");
        assertComplaint("'sandbox'", "run", "sandbox");
    }

    @Test
    void anUnknownFlagIsNamed() {
        assertComplaint("'--prot'", "--prot", "8080");
        assertComplaint("'--prot=8080'", "run", "--prot=8080");
        assertComplaint("'--port'", "sandbox", "--port", "8080");
    }

    @Test
    void aFlagWithoutItsValueIsNamed() {
        for (String option : options("run")) {
            assertComplaint("'" + option + "'", option);
        }
    }

    @Test
    void aFlagGivenTwiceIsNamed() {
        assertComplaint("'--port'", "--port", "1", "--port", "2");
        assertComplaint("'--config'", "--config", "a.yaml", "--config", "b.yaml");
    }

    @Test
    void anUnknownVariableIsWarnedAboutAndHasNoEffect() {
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            CliRun run = CliRun.of(Map.of("GATEWAY_PROT", "9", "HOME", "/", "GATEWAY_JAVA_OPTS", "-Xmx1g"));

            assertThat(run.settings().port).isEqualTo(8080);
            assertThat(log.text().lines())
                    .containsExactly(
                            "WARN  io.deliverysettings.app.Cli GATEWAY_PROT in the environment is not a setting"
                                    + " and has no effect");
        }
    }

    @Test
    void aVariableOfRunIsNoneOfTheSandboxButKnown() {
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            CliRun run = CliRun.of(Map.of("GATEWAY_PORT", "9"), "sandbox");

            assertThat(run.exitCode()).isZero();
            assertThat(log.text()).isEmpty();
        }
    }

    /** Exit code 2, and one line on standard error. */
    private static void assertComplaint(String named, String... line) {
        CliRun run = CliRun.started(NOTHING, line);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("gateway: ").contains(named).hasLineCount(1);
    }

    static List<String> options(String command) {
        CommandLine cli = Cli.commandLine();
        return Stream.of(cli.getSubcommands().get(command))
                .flatMap(found -> found.getCommandSpec().options().stream())
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
    }

    /** Of all commands that call a gateway. */
    static List<String> optionsOfTheClient() {
        return Stream.of(Cli.commandLine().getSubcommands().get("whatsapp"))
                .flatMap(found -> found.getSubcommands().values().stream())
                .flatMap(found -> found.getCommandSpec().options().stream())
                .map(CommandLine.Model.OptionSpec::longestName)
                .distinct()
                .toList();
    }
}
