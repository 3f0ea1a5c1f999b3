package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.http.HttpApiOptions.Console;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console is files, nothing but its own, and shown to everybody who may reach the gateway unless it is turned off. */
@Timeout(30)
class ConsolePagesTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/io/deliverysettings/adapter/http/console")
            .toAbsolutePath();
    private static final Pattern IN_PAGE = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("(?m)^import .*?from '([^']+)';$");
    private static final Pattern MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\b|new Function|DOMParser");
    private static final Pattern KEPT = Pattern.compile("localStorage|indexedDB|document\\.cookie");

    private Optional<Gateway> gateway = Optional.empty();

    @AfterEach
    void close() throws Exception {
        if (gateway.isPresent()) {
            gateway.get().close();
        }
    }

    static Stream<String> files() {
        return Stream.concat(
                Stream.of(ConsolePages.ROUTE, ConsolePages.SETTINGS_ROUTE),
                ConsolePages.FILES.stream().map(name -> ConsolePages.ROUTE + "/" + name));
    }

    static Stream<String> scripts() {
        return ConsolePages.FILES.stream().filter(name -> name.endsWith(".js"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void eachFileIsShownToEverybodyWithThePolicy(String path) throws Exception {
        Answer answer = get(Console.TOKEN, path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Security-Policy")).contains(PublicFile.CONTENT_SECURITY_POLICY);
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.body()).isNotEmpty();
        assertThat(gateway.orElseThrow().authorize.received()).isEmpty();
        assertThat(gateway.orElseThrow().asked()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void noneIsThereWhenItIsTurnedOff(String path) throws Exception {
        get(Console.OFF, path).isError(ErrorTable.NOT_FOUND);
    }

    @Test
    void unlessItIsAskedForThereIsNone() {
        assertThat(Gateway.PLAIN.console()).isEqualTo(Console.OFF);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "SANDBOX"})
    void onlyASandboxIsSignedInToWithoutAToken(Console console) throws Exception {
        assertThat(get(console, ConsolePages.SETTINGS_ROUTE).body())
                .isEqualTo("{\"sandbox\":" + (console == Console.SANDBOX) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "DELETE"})
    void aFileIsNotWritten(String method) throws Exception {
        gateway = Optional.of(Gateway.start(options(Console.TOKEN)));

        gateway.orElseThrow().method(method, ConsolePages.ROUTE).isError(ErrorTable.METHOD_NOT_ALLOWED);
    }

    @Test
    void everyFileThereIsIsServed() throws Exception {
        try (Stream<Path> found = Files.walk(DIRECTORY)) {
            Set<String> names = found.filter(Files::isRegularFile)
                    .map(file -> DIRECTORY.relativize(file).toString())
                    .filter(name -> !name.equals("index.html"))
                    .collect(Collectors.toSet());

            assertThat(ConsolePages.FILES).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void thePageRefersToFilesThatAreServedAndLoadsEveryScriptAtOnce() throws Exception {
        String page = Files.readString(DIRECTORY.resolve("index.html"));

        List<String> referred = IN_PAGE.matcher(page)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(files().toList()).containsAll(referred);
        assertThat(referred)
                .containsAll(
                        scripts().map(name -> ConsolePages.ROUTE + "/" + name).toList());
        assertThat(page).contains("require-trusted-types-for 'script'").doesNotContain("http:", "https:", "<style");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptImportsFilesThatAreServed(String name) throws Exception {
        URI own = URI.create(ConsolePages.ROUTE + "/" + name);

        assertThat(IMPORTED.matcher(text(name)).results().map(found -> target(own, found)))
                .allSatisfy(target -> assertThat(files()).contains(target));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptMakesNothingOfTextAndKeepsNothing(String name) throws Exception {
        assertThat(text(name)).doesNotContainPattern(MARKUP).doesNotContainPattern(KEPT);
    }

    private Answer get(Console console, String path) throws Exception {
        gateway = Optional.of(Gateway.start(options(console)));
        return gateway.orElseThrow().send(gateway.orElseThrow().anonymous(path).GET());
    }

    private static String target(URI own, MatchResult found) {
        return own.resolve(found.group(1)).toString();
    }

    private static String text(String name) throws Exception {
        return Files.readString(DIRECTORY.resolve(name), StandardCharsets.UTF_8);
    }

    private static HttpApiOptions options(Console console) {
        return new HttpApiOptions(
                "127.0.0.1", 0, false, List.of(), HttpLimitsOptions.defaults(), Optional.empty(), console);
    }
}
