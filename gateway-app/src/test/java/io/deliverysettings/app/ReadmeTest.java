package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the documentation shows is what happens, and where it points to there is something. */
@Timeout(30)
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final String WHATSAPP = "WHATSAPP=";

    private record Exchange(String command, String answer) {}

    @Test
    void theRequestsOfTheReadmeAreAnsweredAsItShows() throws Exception {
        String address = whatsAppAddress();
        List<Integer> statuses = new ArrayList<>();
        try (RunningGateway gateway = RunningGateway.with()) {
            Map<String, String> variables = Map.of(
                    "WHATSAPP",
                    address.replace(Normal.ORIGIN + "/v1", gateway.apiUrl().toString()));
            for (Exchange exchange : exchanges()) {
                Curl curl = Curl.parse(
                        exchange.command()
                                .replace(Normal.ORIGIN + "/v1", gateway.apiUrl().toString()),
                        variables);
                Answer real = WhatsAppClient.send(curl.request());
                int lastLine = exchange.answer().lastIndexOf('\n') + 1;
                String shownBody = exchange.answer().substring(0, lastLine);
                String shownStatus = exchange.answer().substring(lastLine);

                assertThat(curl.printsStatus()).as(exchange.command()).isTrue();
                assertThat(shownStatus).as(exchange.command()).isEqualTo(Integer.toString(real.status()));
                assertThat(normal(shownBody, URI.create(Normal.ORIGIN + "/v1")))
                        .as("the answer in the README to:\n%s", exchange.command())
                        .isEqualTo(normal(real.body(), gateway.apiUrl()));
                statuses.add(real.status());
            }
        }
        assertThat(statuses)
                .hasSizeGreaterThanOrEqualTo(5)
                .as("a success and a refusal")
                .contains(201, 400);
    }

    @Test
    void itsFirstRequestIsTheOneThatTheGatewayPrints() {
        URI apiUrl = URI.create(Normal.ORIGIN + "/v1");
        String printed = Example.curl(apiUrl);
        String shown = exchanges().get(0).command();

        assertThat(Answer.json(body(shown))).isEqualTo(Answer.json(body(printed)));
        assertThat(whatsAppAddress())
                .isEqualTo(Curl.parse(printed, Map.of()).request().build().uri().toString());
    }

    @Test
    void itsAddressesAreTheDefaults() {
        RunSettings defaults = CliRun.of(Map.of()).settings();
        String gateway = "http://" + defaults.host + ":" + defaults.port;
        String sandbox = "http://" + defaults.sandbox.options().host() + ":" + defaults.sandbox.port;

        assertThat(Normal.ORIGIN).isEqualTo(gateway);
        assertThat(Repository.read("README.md")).contains("`" + gateway + "`", "`" + sandbox + "`");
        assertThat(Pattern.compile("http://127\\.0\\.0\\.1:[0-9]+")
                        .matcher(Repository.read("README.md"))
                        .results()
                        .map(MatchResult::group))
                .containsOnly(gateway, sandbox);
    }

    @Test
    void theFlagsThatItNamesExist() {
        List<String> known = new ArrayList<>(List.of("--help", "--version"));
        known.addAll(CliTest.options("run"));
        known.addAll(CliTest.optionsOfTheClient());

        assertThat(FLAG.matcher(Repository.read("README.md")).results().map(MatchResult::group))
                .isNotEmpty()
                .isSubsetOf(known);
    }

    @Test
    void theTestValuesThatItNamesAreThoseOfTheSandbox() {
        String sandbox = Repository.read("pingone-sandbox/README.md");
        String table =
                Repository.read("README.md").split("## Test values", -1)[1].split("## ", -1)[0];

        assertThat(Pattern.compile("`([0-9]{12,}|sandbox-[a-z0-9-]+|[0-9a-f-]{36})`")
                        .matcher(table)
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(10)
                .allSatisfy(value -> assertThat(sandbox).contains(value));
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        Path root = Repository.root();
        List<Path> documents = new ArrayList<>(List.of(
                root.resolve("README.md"),
                root.resolve("CONTRIBUTING.md"),
                root.resolve("CHANGELOG.md"),
                root.resolve("SECURITY.md"),
                root.resolve("deploy/README.md"),
                root.resolve("pingone-sandbox/README.md")));
        try (Stream<Path> files = Files.walk(root.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        }
        TreeSet<String> dead = new TreeSet<>();
        int links = 0;
        for (Path document : documents) {
            String prose = BLOCK.matcher(Files.readString(document)).replaceAll("");
            for (MatchResult link : LINK.matcher(prose).results().toList()) {
                String target = link.group(1).replaceFirst("#.*", "");
                if (target.isEmpty() || target.matches("(https?|mailto):.*")) {
                    continue;
                }
                links++;
                if (!Files.exists(document.resolveSibling(target))) {
                    dead.add(root.relativize(document) + ": " + target);
                }
            }
        }
        assertThat(links).isGreaterThan(5);
        assertThat(dead).isEmpty();
    }

    private static String whatsAppAddress() {
        return blocks("sh")
                .filter(block -> block.startsWith(WHATSAPP))
                .map(block -> block.substring(WHATSAPP.length()).strip())
                .collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
                    assertThat(found).hasSize(1);
                    return found.get(0);
                }));
    }

    /** The commands of the console blocks, each with what follows it up to the next. */
    private static List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        blocks("console").forEach(block -> {
            assertThat(block).startsWith("$ ");
            for (String exchange : block.substring(2).split("\\n\\$ ", -1)) {
                int end = endOfCommand(exchange);
                exchanges.add(new Exchange(
                        exchange.substring(0, end), exchange.substring(end).strip()));
            }
        });
        return exchanges;
    }

    /** A command goes on after a backslash at the end of a line, and within quotes. */
    private static int endOfCommand(String exchange) {
        int end = -1;
        do {
            end = exchange.indexOf('\n', end + 1);
            assertThat(end).as("the end of the command: %s", exchange).isPositive();
        } while (exchange.charAt(end - 1) == '\\'
                || exchange.substring(0, end).chars().filter(c -> c == '\'').count() % 2 == 1);
        return end;
    }

    private static String body(String command) {
        return command.substring(command.indexOf("-d '") + 4, command.lastIndexOf('\''));
    }

    private static Stream<String> blocks(String language) {
        return BLOCK.matcher(Repository.read("README.md"))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    private static String normal(String body, URI apiUrl) {
        return body.isBlank() ? "" : Normal.of(Answer.json(body), WhatsAppClient.EXAMPLE_ENVIRONMENT, apiUrl);
    }
}
