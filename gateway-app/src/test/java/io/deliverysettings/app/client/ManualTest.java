package io.deliverysettings.app.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What {@code docs/cli.md} lists is what there is. */
@Timeout(30)
class ManualTest {

    private static final Pattern VARIABLE = Pattern.compile("DELIVERY_SETTINGS_[A-Z_]+");

    private final String page = read();
    private final CommandLine cli = new CommandLine(new WhatsAppCommand());

    /** Maven runs tests in their module's directory. */
    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "cli.md"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void everyExitCodeHasItsRow() {
        List<String> rows = Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.number() + " | " + code.meaning() + " |")
                .toList();

        assertThat(page.lines().filter(line -> line.matches("\\| [0-9]+ \\|.*")))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void everyExitCodeIsInTheHelp() {
        assertThat(Arrays.stream(ExitCode.values())
                        .filter(code -> code != ExitCode.BUG)
                        .map(code -> " " + code.number() + " "))
                .allSatisfy(number -> assertThat(cli.getUsageMessage()).containsIgnoringWhitespaces(number));
    }

    @Test
    void everyCommandHasItsRow() {
        assertThat(page.lines()
                        .filter(line -> line.matches("\\| `[a-z]+[ `].*"))
                        .map(line -> line.replaceFirst("\\| `([a-z]+).*", "$1")))
                .containsExactlyElementsOf(cli.getSubcommands().keySet());
    }

    @Test
    void everyVariableIsListedAndNoOther() {
        Set<String> named =
                VARIABLE.matcher(page).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).isEqualTo(ClientVariables.known());
    }

    @Test
    void everyFlagThatIsNamedExists() {
        Set<String> flags = cli.getSubcommands().values().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .flatMap(option -> Arrays.stream(option.names()))
                .collect(Collectors.toCollection(TreeSet::new));
        // Of the gateway itself.
        flags.add("--config");

        assertThat(Pattern.compile("(?<![\\w-])--[a-z][a-z-]*")
                        .matcher(page)
                        .results()
                        .map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(flags);
    }

    @Test
    void defaultsAreAsThePageSays() {
        ConnectionOptions connection = new ConnectionOptions();

        assertThat(page)
                .contains("`" + connection.gateway + "`", "`" + connection.timeout.toSeconds() + "s`")
                .contains("`--wait` (" + new ChangeOptions().patience.toMinutes() + "m)");
    }
}
