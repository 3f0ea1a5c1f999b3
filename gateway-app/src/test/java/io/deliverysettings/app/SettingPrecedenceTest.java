package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.pingone.HttpsProxyOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions.Region;
import io.deliverysettings.app.logging.LogFormat;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.sandbox.RateLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** A flag counts before the environment, the environment before the file, the file before the default. */
@Timeout(30)
class SettingPrecedenceTest {

    /** A setting, what it is unless set, and three different values: text and what is made of it. */
    private record Case(
            String name,
            Function<RunSettings, @Nullable Object> read,
            @Nullable Object unset,
            Value flag,
            Value environment,
            Value file) {
        @Override
        public String toString() {
            return name;
        }

        String variable() {
            return "GATEWAY_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        }
    }

    private record Value(String text, Object value) {}

    @TempDir
    Path directory = Path.of("");

    static Stream<Case> everySetting() {
        return Stream.of(
                new Case("host", s -> s.host, "127.0.0.1", same("10.0.0.1"), same("10.0.0.2"), same("10.0.0.3")),
                new Case("port", s -> s.port, 8080, port(0), port(65_535), port(9003)),
                new Case(
                        "upstream",
                        s -> s.upstream,
                        Upstream.SANDBOX,
                        new Value("pingone", Upstream.PINGONE),
                        new Value("SANDBOX", Upstream.SANDBOX),
                        new Value("PingOne", Upstream.PINGONE)),
                new Case(
                        "region",
                        s -> s.pingOne.region,
                        null,
                        new Value("eu", Region.EU),
                        new Value("COM.AU", Region.COM_AU),
                        new Value("ca", Region.CA)),
                new Case(
                        "pingone-api-url",
                        s -> s.pingOne.apiUrl,
                        null,
                        address("http://127.0.0.1:1/v1"),
                        address("https://b/v1"),
                        address("https://c/v1")),
                new Case(
                        "pingone-auth",
                        s -> s.pingOne.auth,
                        PingOneAuth.FORWARD,
                        new Value("worker", PingOneAuth.WORKER),
                        new Value("FORWARD", PingOneAuth.FORWARD),
                        new Value("Worker", PingOneAuth.WORKER)),
                new Case(
                        "pingone-workers",
                        s -> s.pingOne.workersFile,
                        null,
                        new Value("a.yaml", Path.of("a.yaml")),
                        new Value("b.yaml", Path.of("b.yaml")),
                        new Value("c.yaml", Path.of("c.yaml"))),
                new Case(
                        "pingone-auth-url",
                        s -> s.pingOne.authUrl,
                        null,
                        address("https://a"),
                        address("https://b"),
                        address("https://c")),
                new Case(
                        "pingone-ca",
                        s -> s.pingOne.caFile,
                        null,
                        new Value("a.pem", Path.of("a.pem")),
                        new Value("b.pem", Path.of("b.pem")),
                        new Value("c.pem", Path.of("c.pem"))),
                new Case(
                        "https-proxy",
                        s -> s.pingOne.httpsProxy,
                        null,
                        new Value("http://a:1", HttpsProxyOptions.parse("http://a:1")),
                        new Value("http://b:2", HttpsProxyOptions.parse("http://b:2")),
                        new Value("http://c:3", HttpsProxyOptions.parse("http://c:3"))),
                new Case(
                        "no-proxy",
                        s -> s.pingOne.noProxy,
                        List.of(),
                        new Value("a,b", List.of("a", "b")),
                        new Value("c", List.of("c")),
                        new Value("d,e", List.of("d", "e"))),
                time("read-timeout", s -> s.readTimeout, Duration.ofSeconds(30)),
                time("write-timeout", s -> s.writeTimeout, Duration.ofMinutes(5)),
                time("attempt-timeout", s -> s.limits.attemptTimeout, Duration.ofSeconds(10)),
                time("settling-time", s -> s.limits.settlingTime, Duration.ofSeconds(5)),
                time("new-environment-window", s -> s.limits.newEnvironmentWindow, null),
                number("rate-per-licence", s -> s.limits.ratePerLicence, null),
                number("rate-per-environment", s -> s.limits.ratePerEnvironment, null),
                number("max-waiting-calls", s -> s.limits.mostWaiting, 10_000),
                number("max-connections", s -> s.limits.maxConnections, 256),
                number("max-open-operations", s -> s.operations.mostOpen, 20_000),
                number("max-running-operations", s -> s.operations.mostRunning, 256),
                time("operation-retention", s -> s.operations.retention, Duration.ofHours(168)),
                time("confirm-every", s -> s.operations.confirmEvery, null),
                time("drain-timeout", s -> s.drainTimeout, Duration.ofSeconds(30)),
                time("sandbox-verification-delay", s -> s.sandbox.verificationDelay, Duration.ofSeconds(10)),
                new Case(
                        "sandbox-token-lifetime",
                        s -> s.sandbox.options().tokenLifetime(),
                        Duration.ofHours(1),
                        new Value("30s", Duration.ofSeconds(30)),
                        new Value("2m", Duration.ofMinutes(2)),
                        new Value("3s", Duration.ofSeconds(3))),
                new Case(
                        "sandbox-rate-limits",
                        s -> s.sandbox.options().rateLimits(),
                        Optional.empty(),
                        new Value("documented", Optional.of(RateLimits.documented())),
                        new Value("None", Optional.empty()),
                        new Value("20,10", Optional.of(new RateLimits(20, 10)))),
                new Case(
                        "sandbox-fault-share",
                        s -> s.sandbox.options().faultShare(),
                        0.0,
                        new Value("0.1", 0.1),
                        new Value("1", 1.0),
                        new Value("0.25", 0.25)),
                new Case(
                        "choose-only-number",
                        s -> s.chooseOnlyNumber,
                        true,
                        new Value("false", false),
                        new Value("TRUE", true),
                        new Value("False", false)),
                new Case(
                        "trust-forwarded",
                        s -> s.trustForwarded,
                        false,
                        new Value("true", true),
                        new Value("false", false),
                        new Value("true", true)),
                new Case(
                        "minimum-quality",
                        s -> s.minimumQuality,
                        null,
                        new Value("green", QualityRating.GREEN),
                        new Value("Yellow", QualityRating.YELLOW),
                        new Value("RED", QualityRating.RED)),
                new Case(
                        "cors-origins",
                        s -> s.corsOrigins,
                        null,
                        new Value("*", List.of("*")),
                        new Value("https://a,https://b", List.of("https://a", "https://b")),
                        new Value("https://c", List.of("https://c"))),
                new Case("sandbox-port", s -> s.sandbox.port, 8090, port(1), port(2), port(3)),
                new Case(
                        "store",
                        s -> s.store.kind,
                        StoreKind.EMBEDDED,
                        new Value("postgres", StoreKind.POSTGRES),
                        new Value("EMBEDDED", StoreKind.EMBEDDED),
                        new Value("Postgres", StoreKind.POSTGRES)),
                new Case("data-dir", s -> s.store.data.directory, Path.of("data"), path("a"), path("b"), path("c")),
                new Case("keyset", s -> s.store.keyset.file, null, path("a"), path("b"), path("c")),
                new Case(
                        "store-url",
                        s -> s.store.url,
                        null,
                        address("postgresql://a/d"),
                        address("postgresql://b/d"),
                        address("postgresql://c/d")),
                new Case("store-user", s -> s.store.user, "gateway", same("a"), same("b"), same("c")),
                time("lease", s -> s.lease, Duration.ofSeconds(30)),
                time("turn-timeout", s -> s.turnTimeout, Duration.ofSeconds(30)),
                time("read-max-age", s -> s.readMaxAge, Duration.ofSeconds(5)),
                time("stale-if-error", s -> s.staleIfError, Duration.ofSeconds(5)),
                new Case(
                        "access-log",
                        s -> s.accessLog,
                        true,
                        new Value("false", false),
                        new Value("TRUE", true),
                        new Value("False", false)),
                new Case(
                        "console",
                        s -> s.console,
                        true,
                        new Value("false", false),
                        new Value("TRUE", true),
                        new Value("False", false)),
                time("stop-delay", s -> s.stopDelay, Duration.ZERO),
                new Case(
                        "otlp-endpoint",
                        s -> s.tracing.endpoint,
                        null,
                        new Value("http://file.example:4318", URI.create("http://file.example:4318")),
                        new Value("http://environment.example:4318", URI.create("http://environment.example:4318")),
                        new Value("https://flag.example", URI.create("https://flag.example"))),
                new Case(
                        "trace-sample-ratio",
                        s -> s.tracing.sampleRatio,
                        1.0,
                        new Value("0.5", 0.5),
                        new Value("0", 0.0),
                        new Value("0.25", 0.25)),
                new Case(
                        "auth",
                        s -> s.callers.auth,
                        null,
                        new Value("forward", CallerAuth.FORWARD),
                        new Value("PINGONE-JWT", CallerAuth.PINGONE_JWT),
                        new Value("Forward", CallerAuth.FORWARD)),
                new Case(
                        "token-issuers",
                        s -> s.callers.issuers,
                        List.of(),
                        new Value(
                                "https://a/as,https://b/as",
                                List.of(URI.create("https://a/as"), URI.create("https://b/as"))),
                        new Value("https://c/as", List.of(URI.create("https://c/as"))),
                        new Value("https://d/as", List.of(URI.create("https://d/as")))),
                new Case(
                        "token-audience",
                        s -> s.callers.audiences,
                        List.of("https://api.pingone.com"),
                        new Value("a,b", List.of("a", "b")),
                        new Value("c", List.of("c")),
                        new Value("d,e", List.of("d", "e"))),
                time("token-leeway", s -> s.callers.leeway, Duration.ofSeconds(30)),
                new Case("access-file", s -> s.callers.accessFile, null, path("a"), path("b"), path("c")),
                new Case("tls-certificate", s -> s.tls.certificate, null, path("a"), path("b"), path("c")),
                new Case("tls-key", s -> s.tls.key, null, path("a"), path("b"), path("c")),
                new Case("tls-client-ca", s -> s.tls.clientAuthorities, null, path("a"), path("b"), path("c")),
                new Case(
                        "tls-client-certificates",
                        s -> s.tls.clientCertificates,
                        ClientCertificates.REQUIRED,
                        new Value("optional", ClientCertificates.OPTIONAL),
                        new Value("REQUIRED", ClientCertificates.REQUIRED),
                        new Value("Optional", ClientCertificates.OPTIONAL)),
                number("http-max-body", s -> s.http.bodyBytes, 65_536),
                number("http-max-header-bytes", s -> s.http.headerBytes, 16_384),
                number("http-max-headers", s -> s.http.headers, 100),
                number("http-max-address", s -> s.http.uriBytes, 4_096),
                time("http-idle-timeout", s -> s.http.idle, Duration.ofMinutes(1)),
                time("http-header-timeout", s -> s.http.head, Duration.ofSeconds(10)),
                time("http-body-timeout", s -> s.http.body, Duration.ofSeconds(30)),
                number("http-max-connections", s -> s.http.connections, 1_000),
                number("http-max-streams", s -> s.http.streams, 100),
                number("http-max-in-flight", s -> s.http.inFlight, 500),
                number("http-max-in-flight-per-address", s -> s.http.inFlightPerAddress, 250),
                number("http-max-in-flight-per-caller", s -> s.http.inFlightPerCaller, 100),
                number("http-rate-per-address", s -> s.http.perMinutePerAddress, 30_000),
                number("http-rate-per-caller", s -> s.http.perMinutePerCaller, 6_000),
                new Case("management-host", s -> s.management.host, "127.0.0.1", same("a"), same("b"), same("c")),
                new Case("management-port", s -> s.management.port, 9080, port(0), port(65_535), port(9003)),
                new Case("audit-file", s -> s.audit.file, null, path("a"), path("b"), path("c")),
                new Case(
                        "log-format",
                        s -> s.log.format,
                        LogFormat.AUTO,
                        new Value("json", LogFormat.JSON),
                        new Value("TEXT", LogFormat.TEXT),
                        new Value("Auto", LogFormat.AUTO)),
                new Case(
                        "log-level",
                        s -> s.log.level,
                        Level.INFO,
                        new Value("error", Level.ERROR),
                        new Value("WARN", Level.WARN),
                        new Value("Debug", Level.DEBUG)));
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void withoutAnySourceTheDefaultCounts(Case setting) {
        assertThat(setting.read().apply(CliRun.of(Map.of()).settings())).isEqualTo(setting.unset());
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void theFileCountsBeforeTheDefault(Case setting) throws IOException {
        assertThat(setting.read().apply(settings(Map.of(), file(setting))))
                .isEqualTo(setting.file().value());
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void theEnvironmentCountsBeforeTheFile(Case setting) throws IOException {
        Map<String, String> environment =
                Map.of(setting.variable(), setting.environment().text());

        assertThat(setting.read().apply(settings(environment)))
                .isEqualTo(setting.environment().value());
        assertThat(setting.read().apply(settings(environment, file(setting))))
                .isEqualTo(setting.environment().value());
    }

    @ParameterizedTest
    @MethodSource("everySetting")
    void aFlagCountsBeforeTheEnvironmentAndTheFile(Case setting) throws IOException {
        Map<String, String> environment =
                Map.of(setting.variable(), setting.environment().text());
        String flag = "--" + setting.name();

        assertThat(setting.read()
                        .apply(settings(
                                environment, file(setting), flag, setting.flag().text())))
                .isEqualTo(setting.flag().value());
        assertThat(setting.read()
                        .apply(settings(
                                environment,
                                file(setting),
                                flag + "=" + setting.flag().text())))
                .isEqualTo(setting.flag().value());
    }

    @Test
    void everySettingIsAmongThese() {
        assertThat(everySetting().map(setting -> "--" + setting.name()))
                .containsExactlyInAnyOrderElementsOf(CliTest.options("run").stream()
                        .filter(name -> !List.of("--config", "--store-password", "--keyset-json")
                                .contains(name))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"store-password", "keyset-json"})
    void aSecretIsTakenFromTheEnvironmentOrTheFileAndShownNowhere(String name) throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), name + ": from-file\n");
        String variable = SettingSources.variable(name);

        assertThat(secret(name, settings(Map.of(), "--config", file.toString())))
                .isEqualTo(Secret.of("from-file"));
        assertThat(secret(name, settings(Map.of(variable, "from-environment"), "--config", file.toString())))
                .isEqualTo(Secret.of("from-environment"));
    }

    private static @Nullable Secret secret(String name, RunSettings settings) {
        return name.equals("store-password") ? settings.store.password : settings.store.keysetJson;
    }

    @Test
    void theFileIsNamedByAFlagBeforeTheEnvironment() throws IOException {
        Path one = Files.writeString(directory.resolve("one.yaml"), "port: 1");
        Path two = Files.writeString(directory.resolve("two.yaml"), "port: 2");
        Map<String, String> environment = Map.of("GATEWAY_CONFIG", one.toString());

        assertThat(settings(environment).port).isEqualTo(1);
        assertThat(settings(environment, "--config", two.toString()).port).isEqualTo(2);
        assertThat(settings(environment, "--config=" + two).port).isEqualTo(2);
    }

    @Test
    void sourcesAddUp() throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), "port: 1\nhost: 10.0.0.3\n");

        RunSettings settings =
                settings(Map.of("GATEWAY_HOST", "10.0.0.2", "GATEWAY_SANDBOX_PORT", "2"), "--config", file.toString());

        assertThat(settings.port).isEqualTo(1);
        assertThat(settings.host).isEqualTo("10.0.0.2");
        assertThat(settings.sandbox.port).isEqualTo(2);
    }

    @Test
    void theSandboxAloneTakesItsSettingsFromEverySourceToo() throws IOException {
        Path file = Files.writeString(directory.resolve("settings.yaml"), "sandbox-port: 3\nport: 1\n");
        Map<String, String> fromFile = Map.of("GATEWAY_CONFIG", file.toString());
        Map<String, String> fromBoth = Map.of("GATEWAY_CONFIG", file.toString(), "GATEWAY_SANDBOX_PORT", "2");

        assertThat(sandboxPort(CliRun.of(fromFile, "sandbox"))).isEqualTo(3);
        assertThat(sandboxPort(CliRun.of(fromBoth, "sandbox"))).isEqualTo(2);
        assertThat(sandboxPort(CliRun.of(fromBoth, "sandbox", "--sandbox-port", "1")))
                .isEqualTo(1);
    }

    private static int sandboxPort(CliRun run) {
        return run.command()
                .map(SandboxCommand.class::cast)
                .orElseThrow(() -> new AssertionError(run.err()))
                .settings
                .port;
    }

    private static RunSettings settings(Map<String, String> environment, String... line) {
        return CliRun.of(environment, line).settings();
    }

    /** The flag that names a file with nothing but the setting. */
    private String file(Case setting) throws IOException {
        Path file = directory.resolve("settings.yaml");
        Files.writeString(file, setting.name() + ": '" + setting.file().text() + "'\n");
        return "--config=" + file;
    }

    private static Case number(String name, Function<RunSettings, @Nullable Object> read, @Nullable Integer unset) {
        return new Case(name, read, unset, new Value("11", 11), new Value("22", 22), new Value("33", 33));
    }

    private static Case time(String name, Function<RunSettings, @Nullable Object> read, @Nullable Duration unset) {
        return new Case(
                name,
                read,
                unset,
                new Value("250ms", Duration.ofMillis(250)),
                new Value("2m", Duration.ofMinutes(2)),
                new Value("3s", Duration.ofSeconds(3)));
    }

    private static Value same(String text) {
        return new Value(text, text);
    }

    private static Value port(int port) {
        return new Value(Integer.toString(port), port);
    }

    private static Value path(String text) {
        return new Value(text, Path.of(text));
    }

    private static Value address(String text) {
        return new Value(text, URI.create(text));
    }
}
