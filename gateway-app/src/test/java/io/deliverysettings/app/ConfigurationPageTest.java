package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine.Model.CommandSpec;

/** The reference of the settings says what the options say. */
@Timeout(30)
class ConfigurationPageTest {

    private static final String PAGE = "docs/configuration.md";

    @Test
    void thePageIsUpToDate() throws IOException {
        String page = ConfigurationPage.of(run());
        Files.writeString(Repository.root().resolve("gateway-app/target/configuration.md"), page);

        assertThat(Repository.read(PAGE))
                .as(PAGE + " is gateway-app/target/configuration.md, which this test has written")
                .isEqualTo(page);
    }

    @Test
    void everySettingHasARowWithAllItsNames() {
        List<String> settings = CliTest.options("run").stream()
                .map(flag -> flag.substring(2))
                .filter(name -> !name.equals("config"))
                .toList();

        assertThat(Repository.read(PAGE).lines().filter(line -> line.startsWith("| `") || line.startsWith("| - ")))
                .hasSize(settings.size() + 1);
        assertThat(settings)
                .allSatisfy(name -> assertThat(Repository.read(PAGE).lines())
                        .anySatisfy(line -> assertThat(line)
                                .contains(" | `" + SettingSources.variable(name) + "` | `" + name + "` | ")
                                .matches("\\| (-|`--" + name + " .+`) \\| .+ \\|")));
    }

    @Test
    void nothingOfPicocliIsLeftInThePage() {
        assertThat(Repository.read(PAGE)).doesNotContain("${", "DEFAULT-VALUE", "(default:", "null", "..");
    }

    private static CommandSpec run() {
        return Optional.ofNullable(Cli.commandLine().getSubcommands().get("run"))
                .orElseThrow()
                .getCommandSpec();
    }
}
