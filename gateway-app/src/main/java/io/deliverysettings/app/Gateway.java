package io.deliverysettings.app;

import io.deliverysettings.adapter.audit.AuditLogAdapter;
import io.deliverysettings.adapter.http.HttpApiAdapter;
import io.deliverysettings.adapter.http.ManagementAdapter;
import io.deliverysettings.adapter.identity.AccessRulesAdapter;
import io.deliverysettings.adapter.identity.AccessRulesAdapter.UnusableRules;
import io.deliverysettings.adapter.identity.ForwardedTokensAdapter;
import io.deliverysettings.adapter.identity.JwtTokensAdapter;
import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.adapter.pingone.PingOneSettingsAdapter;
import io.deliverysettings.adapter.tracing.TracingAdapter;
import io.deliverysettings.adapter.tracing.UntracedWaitingAdapter;
import io.deliverysettings.app.logging.Logs;
import io.deliverysettings.application.health.Component;
import io.deliverysettings.application.port.in.ConfirmEnvironmentsUseCase;
import io.deliverysettings.application.port.in.RunOperationsUseCase;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.WaitingPort;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition: which adapters the use cases are put together with, and in which order all of it starts and stops. */
final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Duration OPERATIONS_ROUND = Duration.ofMillis(500);

    /** In each interval, so that no environment is asked about much later than it is due. */
    private static final int CONFIRMATION_ROUNDS = 10;

    private static final int MOST_CONFIRMED = 1000;

    /** For the spans that wait to be sent when the gateway stops. */
    private static final Duration TIME_TO_FLUSH = Duration.ofSeconds(5);

    private static final RunOperationsUseCase.Result NOTHING_RUN = new RunOperationsUseCase.Result(0, 0, 0, List.of());

    /** Something could not be started; the message says what to do about it. */
    static final class CannotStart extends Exception {
        private static final long serialVersionUID = 1L;

        CannotStart(String message) {
            super(message);
        }

        CannotStart(@Nullable String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Vertx vertx;
    private final Optional<TracingAdapter> tracing;
    private final Closing closing;
    private final RunSettings settings;
    private final MeterRegistries metrics = MeterRegistries.create();
    private Optional<PingOneSandbox> sandbox = Optional.empty();
    private long drainingSince = System.nanoTime();
    private int port;
    private int managementPort;

    private Gateway(Vertx vertx, Optional<TracingAdapter> tracing, Closing closing, RunSettings settings) {
        this.vertx = vertx;
        this.tracing = tracing;
        this.closing = closing;
        this.settings = settings;
    }

    /** Starts everything, and leaves nothing running if one part of it cannot. */
    static Gateway start(RunSettings settings) throws CannotStart {
        Closing closing = new Closing();
        Optional<TracingAdapter> tracing = settings.tracing.options().map(TracingAdapter::start);
        Vertx vertx = tracing.map(Gateway::followed).orElseGet(Vertx::vertx);
        closing.first(() -> await(vertx.close()));
        try {
            Gateway gateway = new Gateway(vertx, tracing, closing, settings);
            gateway.start();
            return gateway;
        } catch (CannotStart | RuntimeException failure) {
            closing.closeAfter(failure);
            throw failure;
        }
    }

    private static Vertx followed(TracingAdapter tracing) {
        return Vertx.builder().withTracer(tracing.tracerFactory()).build();
    }

    private void start() throws CannotStart {
        tracing.ifPresent(this::startTracing);
        closing.first(metrics::close);
        Storage storage = Storage.open(vertx, settings.store, metrics.registry());
        closing.first(() -> await(storage.store().close()));
        AuditLogAdapter audit = openAudit();
        closing.first(() -> await(audit.close()));
        if (settings.upstream == Upstream.SANDBOX) {
            PingOneSandbox running = startSandbox(vertx, settings.sandboxOptions());
            sandbox = Optional.of(running);
            closing.first(() -> await(running.stop()));
        }
        PingOneOptions options = settings.pingOne(sandbox.map(running -> URI.create(running.apiUrl())));
        tell(options);
        PingOneSettingsAdapter pingOne = pingOne(options);
        closing.first(() -> await(pingOne.close()));
        AccessRulesAdapter rules = rules();
        UseCases useCases = UseCases.create(
                new UseCases.Ports(
                        pingOne,
                        storage.store(),
                        storage.store().operationQueue(),
                        storage.sealing(),
                        tokens(),
                        rules,
                        audit,
                        tracing.<WaitingPort>map(follows -> follows).orElseGet(UntracedWaitingAdapter::new),
                        Map.of(
                                Component.STORE, storage.store().health(),
                                Component.PINGONE, pingOne.health(),
                                Component.KEYSET, storage.sealing().health(),
                                Component.AUDIT_LOG, audit.health())),
                settings.selectionPolicy(),
                settings.admission(),
                settings.timing(),
                settings.operations.limits(),
                // What is answered and stored has milliseconds, as PingOne's times have.
                Clock.tickMillis(ZoneOffset.UTC));
        HttpApiAdapter httpApi = httpApi(useCases);
        Maintenance maintenance = Maintenance.start(
                vertx,
                useCases.renewLeases(),
                useCases.recoverOperations(),
                useCases.resealCredentials(),
                storage.sealing(),
                reloadedFiles(rules, httpApi),
                settings.timing().lease());
        // The leases of what is under way are renewed for as long as there is any.
        closing.first(maintenance::stop);
        closing.first(() -> {
            drainingSince = System.nanoTime();
            await(httpApi.stop(settings.drainTimeout));
        });
        List<Rounds> rounds = Stream.concat(
                        Stream.of(operations(vertx, useCases.runOperations(), settings)),
                        confirmations(vertx, useCases.confirmEnvironments(), settings).stream())
                .toList();
        closing.first(() -> {
            rounds.forEach(Rounds::stop);
            handOver(useCases.runOperations());
        });
        startManagement(useCases);
    }

    private void startTracing(TracingAdapter running) {
        // When everything else is over, so that all of it has been told.
        closing.first(() -> {
            Duration drained = Duration.ofNanos(System.nanoTime() - drainingSince);
            await(running.close(flushLimit(settings.drainTimeout, drained)));
        });
        Logs.useRequestValues(new RequestTraces(running)::values);
        closing.first(() -> Logs.useRequestValues(Map::of));
    }

    /** What draining has left of its time, and never more than a few seconds. */
    static Duration flushLimit(Duration drainTimeout, Duration drained) {
        Duration left = drainTimeout.minus(drained);
        Duration limit = left.compareTo(TIME_TO_FLUSH) < 0 ? left : TIME_TO_FLUSH;
        return limit.isNegative() ? Duration.ZERO : limit;
    }

    private void tell(PingOneOptions options) {
        LOG.info(
                "upstream {} at {}, {}; {}; {}; {}; store {}; {}",
                settings.upstream,
                options.apiUrl(),
                settings.pingOne.describe(),
                options,
                settings.callers.describe(settings.callerAuth()),
                settings.selectionPolicy(),
                settings.store.describe(),
                settings.timing());
        if (isReadableOnTheWay(options.apiUrl())) {
            LOG.warn("PingOne is reached over plain http: tokens and secrets can be read on the way");
        }
        if (settings.tls.options().isEmpty() && !Loopback.is(settings.host)) {
            LOG.warn("callers reach the gateway over plain http: tokens and secrets can be read on the way unless"
                    + " something in front of it ends TLS");
        }
        if (!Loopback.is(settings.management.host)) {
            LOG.warn("the management port answers whoever reaches {}", settings.management.host);
        }
    }

    private AuditLogAdapter openAudit() throws CannotStart {
        settings.audit.prepareDirectory(settings.store);
        try {
            return await(AuditLogAdapter.open(vertx, settings.auditLog(), metrics.registry()));
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof AuditLogAdapter.CannotOpen cannotOpen) {
                throw new CannotStart(cannotOpen.getMessage(), cannotOpen);
            }
            throw failure;
        }
    }

    private AccessTokenPort tokens() {
        if (settings.callerAuth() == CallerAuth.FORWARD) {
            return new ForwardedTokensAdapter();
        }
        JwtTokensAdapter tokens =
                new JwtTokensAdapter(vertx, settings.callers.tokens(settings.pingOne), Clock.systemUTC());
        closing.first(() -> await(tokens.close()));
        return tokens;
    }

    private AccessRulesAdapter rules() throws CannotStart {
        try {
            return settings.callers.rules();
        } catch (UnusableRules changedSinceChecked) {
            throw new CannotStart(changedSinceChecked.getMessage(), changedSinceChecked);
        }
    }

    private HttpApiAdapter httpApi(UseCases useCases) throws CannotStart {
        HttpApiAdapter httpApi = new HttpApiAdapter(
                vertx,
                settings.httpApi(),
                new HttpApiAdapter.Ports(
                        useCases.configureWhatsApp(),
                        useCases.readWhatsApp(),
                        useCases.verifyWhatsApp(),
                        useCases.removeWhatsApp(),
                        useCases.listNumbers(),
                        useCases.selectNumber(),
                        useCases.listHistory(),
                        useCases.restoreRevision(),
                        useCases.acceptChange(),
                        useCases.readOperation(),
                        useCases.listEnvironments(),
                        useCases.authorizeCaller()),
                metrics.registry(),
                tracing.<HttpApiAdapter.Traces>map(RequestTraces::new).orElse(HttpApiAdapter.Traces.NONE));
        LOG.info("serving {}", settings.httpApi());
        port = listening(httpApi.start(), settings.host, settings.port, "--port");
        LOG.info("listening on {} port {}, drain timeout {}", settings.host, port, settings.drainTimeout);
        return httpApi;
    }

    private List<ReloadedFile> reloadedFiles(AccessRulesAdapter rules, HttpApiAdapter httpApi) {
        return List.of(
                new ReloadedFile(
                        "the access file",
                        () -> vertx.executeBlocking(rules::reloadIfChanged),
                        UnusableRules.class::isInstance,
                        () -> LOG.info("the access file has changed; its rules are in force now")),
                new ReloadedFile(
                        "the certificate or its key",
                        httpApi::reloadTlsIfChanged,
                        IOException.class::isInstance,
                        () -> LOG.info("the certificate has changed; new connections are shown the new one")));
    }

    private void startManagement(UseCases useCases) throws CannotStart {
        ManagementAdapter management = new ManagementAdapter(
                vertx,
                settings.management.options(),
                new ManagementAdapter.Ports(useCases.checkHealth(), metrics::scrape, info()),
                metrics.registry());
        managementPort =
                listening(management.start(), settings.management.host, settings.management.port, "--management-port");
        LOG.info("health, metrics and info on {} port {}", settings.management.host, managementPort);
        // It is there until Vert.x is closed, after everything else.
        closing.first(() -> {
            management.notReady();
            pause(settings.stopDelay);
        });
    }

    private Map<String, String> info() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("version", Version.text());
        info.put("java", Runtime.version().toString());
        info.put("upstream", settings.upstream.name().toLowerCase(Locale.ROOT));
        info.put("store", settings.store.kind.name().toLowerCase(Locale.ROOT));
        info.put("auth", settings.callerAuth().text());
        info.put("pingOneAuth", settings.pingOne.auth.name().toLowerCase(Locale.ROOT));
        return info;
    }

    /** Whoever sends requests here needs time to see that they belong elsewhere. */
    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Changes that were accepted are taken up at once where they were accepted, and in the next round everywhere else. */
    private static Rounds operations(Vertx vertx, RunOperationsUseCase run, RunSettings settings) {
        return Rounds.of(
                vertx,
                "working on accepted changes",
                OPERATIONS_ROUND,
                () -> run.run(new RunOperationsUseCase.Command(settings.operations.retention, false)),
                result -> result.bugs().forEach(bug -> LOG.error("an accepted change has met a bug", bug)));
    }

    private static Optional<Rounds> confirmations(
            Vertx vertx, ConfirmEnvironmentsUseCase confirm, RunSettings settings) {
        return Optional.ofNullable(settings.operations.confirmEvery)
                .map(every -> Rounds.of(
                        vertx,
                        "confirming environments",
                        every.dividedBy(CONFIRMATION_ROUNDS),
                        () -> confirm.confirm(new ConfirmEnvironmentsUseCase.Command(nobody(), every, MOST_CONFIRMED)),
                        result -> {
                            if (result.asked() > 0) {
                                LOG.info(
                                        "confirmed {} environments: {} had changed, {} could not be asked about",
                                        result.asked(),
                                        result.drifted(),
                                        result.failed());
                            }
                        }));
    }

    /** Who asks when nobody does: the workers' tokens are used, and this one is shown to nobody. */
    private static Caller nobody() {
        return new Caller(
                Secret.of("none"),
                Optional.empty(),
                new CorrelationId(UUID.randomUUID().toString()),
                Optional.empty(),
                Optional.empty());
    }

    private PingOneSettingsAdapter pingOne(PingOneOptions options) throws CannotStart {
        try {
            return new PingOneSettingsAdapter(
                    vertx,
                    options,
                    settings.connections(),
                    settings.pingOne.workers(sandbox.map(running -> URI.create(running.authUrl()))),
                    Clock.systemUTC(),
                    metrics.registry());
        } catch (IllegalArgumentException changedSinceChecked) {
            // The files were read when the settings were checked, too.
            throw new CannotStart(changedSinceChecked.getMessage(), changedSinceChecked);
        }
    }

    /** Plain http that leaves this machine. */
    private static boolean isReadableOnTheWay(URI address) {
        return "http".equalsIgnoreCase(address.getScheme()) && !Loopback.is(address.getHost());
    }

    static PingOneSandbox startSandbox(Vertx vertx, SandboxOptions options) throws CannotStart {
        return listening(PingOneSandbox.start(vertx, options), options.host(), options.port(), "--sandbox-port");
    }

    /** The address that clients add their paths to. */
    URI apiUrl() {
        return URI.create(
                (settings.tls.options().isPresent() ? "https://" : "http://") + authority(settings.host, port) + "/v1");
    }

    /** The address for people with a browser; empty when the console is turned off. */
    Optional<URI> consoleUrl() {
        return settings.console ? Optional.of(apiUrl().resolve("/console")) : Optional.empty();
    }

    /** Where health, metrics and info are. */
    URI managementUrl() {
        return URI.create("http://" + authority(settings.management.host, managementPort));
    }

    private static String authority(String host, int port) {
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }

    /** Only with the sandbox is there an example that works for everybody. */
    boolean hasSandbox() {
        return sandbox.isPresent();
    }

    /** Says that it is not ready, takes no new requests, lets those under way finish, then closes what they needed. */
    void stop() {
        LOG.info(
                "stopping: no new requests after {} ms, and up to {} s for those under way",
                settings.stopDelay.toMillis(),
                settings.drainTimeout.toSeconds());
        closing.close();
        LOG.info("stopped");
    }

    /** What was accepted and cannot be brought to an end any more is left to whoever starts next. */
    private void handOver(RunOperationsUseCase runOperations) {
        CompletionStage<RunOperationsUseCase.Result> last =
                runOperations.run(new RunOperationsUseCase.Command(settings.operations.retention, true));
        RunOperationsUseCase.Result result = await(last.exceptionally(unable -> NOTHING_RUN));
        if (result.running() > 0) {
            LOG.info("{} accepted changes are under way and left to whoever takes them up next", result.running());
        }
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage());
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static <T> T listening(Future<T> start, String host, int port, String setting) throws CannotStart {
        try {
            return await(start);
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            boolean isTaken = cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use");
            throw new CannotStart(
                    isTaken
                            ? "port " + port + " on " + host + " is in use; choose another with " + setting
                            : "cannot listen on " + host + " port " + port + ": " + cause.getMessage(),
                    cause);
        }
    }
}
