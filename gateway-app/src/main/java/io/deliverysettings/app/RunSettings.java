package io.deliverysettings.app;

import io.deliverysettings.adapter.audit.AuditLogOptions;
import io.deliverysettings.adapter.http.HttpApiOptions;
import io.deliverysettings.adapter.pingone.ConnectionOptions;
import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.number.SelectionPolicy;
import io.deliverysettings.sandbox.SandboxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The settings of {@code run}, as flags; {@link SettingSources} adds the environment and the file. */
final class RunSettings {

    private static final String SANDBOX_MEMORY = "sandbox.jsonl";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file of settings by their names, such as \"port: 8080\".")
    @Nullable
    Path config;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "The address to listen on (default: ${DEFAULT-VALUE}).")
    String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            converter = Converters.Port.class,
            description = "The port to listen on; 0 lets the system choose (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--upstream",
            paramLabel = "UPSTREAM",
            defaultValue = "sandbox",
            description = "What to stand in front of: sandbox or pingone (default: ${DEFAULT-VALUE}).")
    Upstream upstream = Upstream.SANDBOX;

    @Mixin
    PingOneSettings pingOne = new PingOneSettings();

    @Option(
            names = "--read-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Converters.TimeSpan.class,
            description =
                    "How long a read may take in all, with repeated tries, at most 10m (default: ${DEFAULT-VALUE}).")
    Duration readTimeout = Duration.ZERO;

    @Option(
            names = "--write-timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Converters.TimeSpan.class,
            description = "How long a change may take in all, at most 1h; PingOne checks the account with Meta first"
                    + " (default: ${DEFAULT-VALUE}).")
    Duration writeTimeout = Duration.ZERO;

    @Mixin
    UpstreamLimitSettings limits = new UpstreamLimitSettings();

    @Mixin
    OperationSettings operations = new OperationSettings();

    @Mixin
    StoreSettings store = new StoreSettings();

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Converters.TimeSpan.class,
            description = "After which time without a sign of life a change that is under way is looked into by another"
                    + " gateway, from 1s to 1h (default: ${DEFAULT-VALUE}).")
    Duration lease = Duration.ZERO;

    @Option(
            names = "--turn-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Converters.TimeSpan.class,
            description = "How long a change waits for those of the same environment before it, at most 1h"
                    + " (default: ${DEFAULT-VALUE}).")
    Duration turnTimeout = Duration.ZERO;

    @Option(
            names = "--read-max-age",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Converters.TimeSpan.class,
            description =
                    "How old an answer of PingOne may be to be given to another read, at most 1h; also for how long a"
                            + " token that PingOne accepted for an environment is given such answers (default:"
                            + " ${DEFAULT-VALUE}).")
    Duration readMaxAge = Duration.ZERO;

    @Option(
            names = "--stale-if-error",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = Converters.TimeSpan.class,
            description = "For how long a token that PingOne accepted for an environment is given what is stored while"
                    + " PingOne is away, at most 24h (default: ${DEFAULT-VALUE}).")
    Duration staleIfError = Duration.ZERO;

    @Option(
            names = "--choose-only-number",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            converter = Converters.YesOrNo.class,
            description = "Whether the only available number is selected when a request selects none"
                    + " (default: ${DEFAULT-VALUE}).")
    boolean chooseOnlyNumber;

    @Option(
            names = "--minimum-quality",
            paramLabel = "RATING",
            converter = Converters.Quality.class,
            description = "The worst quality rating that may be selected: GREEN, YELLOW or RED (default: any).")
    @Nullable
    QualityRating minimumQuality;

    @Option(
            names = "--cors-origins",
            paramLabel = "ORIGIN",
            split = ",",
            description = "The origins from which browsers may call, * for every one, or none"
                    + " (default: * with the sandbox, otherwise none).")
    @Nullable
    List<String> corsOrigins;

    @Option(
            names = "--trust-forwarded",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "false",
            converter = Converters.YesOrNo.class,
            description =
                    "Whether Forwarded and X-Forwarded-* say how a client addressed the gateway, and from where; only behind a proxy"
                            + " that sets them (default: ${DEFAULT-VALUE}).")
    boolean trustForwarded;

    @Option(
            names = "--drain-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            converter = Converters.TimeSpan.class,
            description = "How long to wait for running requests when stopping, at most 1h; a write can take as long as"
                    + " --write-timeout (default: ${DEFAULT-VALUE}).")
    Duration drainTimeout = Duration.ZERO;

    @Option(
            names = "--access-log",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            converter = Converters.YesOrNo.class,
            description = "Whether there is a line in the log for each request (default: ${DEFAULT-VALUE}).")
    boolean accessLog;

    @Option(
            names = "--console",
            paramLabel = "true|false",
            arity = "1",
            defaultValue = "true",
            converter = Converters.YesOrNo.class,
            description = "Whether there is a console for browsers at /console (default: ${DEFAULT-VALUE}).")
    boolean console;

    @Option(
            names = "--stop-delay",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Converters.TimeSpan.class,
            description =
                    "How long requests are still taken after the gateway has said that it is not ready any more, at most"
                            + " 5m: the time that whoever sends them here needs to see it (default: ${DEFAULT-VALUE}).")
    Duration stopDelay = Duration.ZERO;

    @Mixin
    CallerSettings callers = new CallerSettings();

    @Mixin
    TlsSettings tls = new TlsSettings();

    @Mixin
    HttpLimitSettings http = new HttpLimitSettings();

    @Mixin
    ManagementSettings management = new ManagementSettings();

    @Mixin
    TracingSettings tracing = new TracingSettings();

    @Mixin
    AuditSettings audit = new AuditSettings();

    @Mixin
    LogSettings log = new LogSettings();

    @Mixin
    SandboxSettings sandbox = new SandboxSettings();

    /** Refuses what no converter can: settings out of the bounds that the options know, then those that contradict each other. */
    void check(CommandSpec command) {
        Bounds.check(command, "--host", () -> new HttpApiOptions(host, port, trustForwarded, List.of()));
        Bounds.checkTogether(
                command, "--cors-origins", () -> new HttpApiOptions(host, port, trustForwarded, allowedOrigins()));
        positive(command, "--read-timeout", readTimeout);
        positive(command, "--write-timeout", writeTimeout);
        atMost(command, "--read-timeout", readTimeout, Duration.ofMinutes(10), "10m");
        atMost(command, "--write-timeout", writeTimeout, Duration.ofHours(1), "1h");
        atMost(command, "--drain-timeout", drainTimeout, Duration.ofHours(1), "1h");
        atMost(command, "--stop-delay", stopDelay, Duration.ofMinutes(5), "5m");
        atMost(command, "--lease", lease, Duration.ofHours(1), "1h");
        atMost(command, "--turn-timeout", turnTimeout, Duration.ofHours(1), "1h");
        atMost(command, "--read-max-age", readMaxAge, Duration.ofHours(1), "1h");
        atMost(command, "--stale-if-error", staleIfError, Duration.ofHours(24), "24h");
        Bounds.checkTogether(command, "--lease", this::timing);
        Bounds.checkEach(
                command,
                () -> sandbox.check(command),
                () -> store.check(command),
                () -> pingOne.check(command, upstream),
                () -> checkCallers(command),
                tls::check,
                () -> http.check(command),
                () -> management.check(command),
                () -> audit.check(command, store, port),
                () -> limits.check(command),
                () -> operations.check(command));
        if (operations.confirmEvery != null && pingOne.auth != PingOneAuth.WORKER) {
            throw new IllegalArgumentException("--confirm-every needs --pingone-auth worker: nobody's token can be"
                    + " forwarded when nobody calls");
        }
    }

    /** Who finds out who calls depends on the host; of one that has been refused nothing follows. */
    private void checkCallers(CommandSpec command) {
        if (!host.isBlank()) {
            callers.check(command, upstream, host, pingOne);
        }
    }

    private static void positive(CommandSpec command, String setting, Duration value) {
        Bounds.check(command, setting, () -> {
            if (value.isZero()) {
                throw new IllegalArgumentException("must be more than 0");
            }
        });
    }

    private static void atMost(
            CommandSpec command, String setting, Duration value, Duration maximum, String maximumText) {
        Bounds.check(command, setting, () -> {
            if (value.compareTo(maximum) > 0) {
                throw new IllegalArgumentException("must be at most " + maximumText);
            }
        });
    }

    /** Beside an embedded store the sandbox keeps what it holds, so that a restart is one for both. */
    SandboxOptions sandboxOptions() {
        return store.kind == StoreKind.EMBEDDED
                ? sandbox.options().withMemory(store.data.directory.resolve(SANDBOX_MEMORY))
                : sandbox.options();
    }

    UseCases.Timing timing() {
        return new UseCases.Timing(
                lease, turnTimeout, readMaxAge, staleIfError, readTimeout, writeTimeout, limits.settlingTime);
    }

    /** How connections to PingOne are made. */
    ConnectionOptions connections() {
        return pingOne.connections().withMaxConnections(limits.maxConnections);
    }

    /** With workers PingOne knows all callers as one. */
    UseCases.Admission admission() {
        return pingOne.auth == PingOneAuth.WORKER ? UseCases.Admission.BY_GATEWAY : UseCases.Admission.BY_PLATFORM;
    }

    HttpApiOptions httpApi() {
        return new HttpApiOptions(
                host, port, trustForwarded, allowedOrigins(), http.options(), tls.options(), console());
    }

    /** Where a sandbox is the one to ask who calls, any token is accepted. */
    private HttpApiOptions.Console console() {
        if (!console) {
            return HttpApiOptions.Console.OFF;
        }
        return upstream == Upstream.SANDBOX && callerAuth() == CallerAuth.FORWARD
                ? HttpApiOptions.Console.SANDBOX
                : HttpApiOptions.Console.TOKEN;
    }

    /** Who finds out who calls. */
    CallerAuth callerAuth() {
        return callers.auth(upstream, host);
    }

    AuditLogOptions auditLog() {
        return audit.options(store, port);
    }

    private List<String> allowedOrigins() {
        if (corsOrigins == null) {
            return upstream == Upstream.SANDBOX ? List.of("*") : List.of();
        }
        return corsOrigins.equals(List.of("none")) ? List.of() : corsOrigins;
    }

    /**
     * How PingOne is reached.
     *
     * @param sandboxUrl the address of the sandbox that was started along, if one was
     */
    PingOneOptions pingOne(Optional<URI> sandboxUrl) {
        return limits.options(pingOne.apiUrl(sandboxUrl), upstream);
    }

    SelectionPolicy selectionPolicy() {
        return new SelectionPolicy(chooseOnlyNumber, Optional.ofNullable(minimumQuality));
    }
}
