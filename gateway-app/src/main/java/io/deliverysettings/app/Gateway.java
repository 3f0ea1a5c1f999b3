package io.deliverysettings.app;

import io.deliverysettings.adapter.http.HttpApiAdapter;
import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.adapter.pingone.PingOneSettingsAdapter;
import io.deliverysettings.application.port.in.ConfirmEnvironmentsUseCase;
import io.deliverysettings.application.port.in.RunOperationsUseCase;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
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
    private final Optional<PingOneSandbox> sandbox;
    private final PingOneSettingsAdapter pingOne;
    private final Storage storage;
    private final Maintenance maintenance;
    private final List<Rounds> rounds;
    private final RunOperationsUseCase runOperations;
    private final Duration operationRetention;
    private final HttpApiAdapter httpApi;
    private final Duration drainTimeout;
    private final int port;
    private final String host;

    private Gateway(
            Vertx vertx,
            Optional<PingOneSandbox> sandbox,
            PingOneSettingsAdapter pingOne,
            Storage storage,
            Maintenance maintenance,
            List<Rounds> rounds,
            RunOperationsUseCase runOperations,
            HttpApiAdapter httpApi,
            RunSettings settings,
            int port) {
        this.vertx = vertx;
        this.sandbox = sandbox;
        this.pingOne = pingOne;
        this.storage = storage;
        this.maintenance = maintenance;
        this.rounds = rounds;
        this.runOperations = runOperations;
        this.operationRetention = settings.operations.retention;
        this.httpApi = httpApi;
        this.drainTimeout = settings.drainTimeout;
        this.host = settings.host;
        this.port = port;
    }

    /** Starts everything, and leaves nothing running if one part of it cannot. */
    static Gateway start(RunSettings settings) throws CannotStart {
        Vertx vertx = Vertx.vertx();
        try {
            return start(vertx, settings);
        } catch (CannotStart | RuntimeException failure) {
            await(vertx.close());
            throw failure;
        }
    }

    private static Gateway start(Vertx vertx, RunSettings settings) throws CannotStart {
        Storage storage = Storage.open(vertx, settings.store);
        try {
            return start(vertx, storage, settings);
        } catch (CannotStart | RuntimeException failure) {
            await(storage.store().close());
            throw failure;
        }
    }

    private static Gateway start(Vertx vertx, Storage storage, RunSettings settings) throws CannotStart {
        Optional<PingOneSandbox> sandbox = settings.upstream == Upstream.SANDBOX
                ? Optional.of(startSandbox(vertx, settings.sandboxOptions()))
                : Optional.empty();
        PingOneOptions options = settings.pingOne(sandbox.map(running -> URI.create(running.apiUrl())));
        LOG.info(
                "upstream {} at {}, {}; {}; {}; store {}; {}",
                settings.upstream,
                options.apiUrl(),
                settings.pingOne.describe(),
                options,
                settings.selectionPolicy(),
                settings.store.describe(),
                settings.timing());
        if (isReadableOnTheWay(options.apiUrl())) {
            LOG.warn("PingOne is reached over plain http: tokens and secrets can be read on the way");
        }
        PingOneSettingsAdapter pingOne = pingOne(vertx, settings, options, sandbox);
        UseCases useCases = UseCases.create(
                pingOne,
                storage.store(),
                storage.store().operationQueue(),
                storage.sealing(),
                settings.selectionPolicy(),
                settings.admission(),
                settings.timing(),
                settings.operations.limits(),
                // What is answered and stored has milliseconds, as PingOne's times have.
                Clock.tickMillis(ZoneOffset.UTC));
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
                        useCases.listEnvironments()));
        LOG.info("serving {}", settings.httpApi());
        int port = listening(httpApi.start(), settings.host, settings.port, "--port");
        LOG.info("listening on {} port {}, drain timeout {}", settings.host, port, settings.drainTimeout);
        Maintenance maintenance = Maintenance.start(
                vertx,
                useCases.renewLeases(),
                useCases.recoverOperations(),
                useCases.resealCredentials(),
                storage.sealing(),
                settings.timing().lease());
        List<Rounds> rounds = Stream.concat(
                        Stream.of(operations(vertx, useCases.runOperations(), settings)),
                        confirmations(vertx, useCases.confirmEnvironments(), settings).stream())
                .toList();
        return new Gateway(
                vertx,
                sandbox,
                pingOne,
                storage,
                maintenance,
                rounds,
                useCases.runOperations(),
                httpApi,
                settings,
                port);
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

    private static PingOneSettingsAdapter pingOne(
            Vertx vertx, RunSettings settings, PingOneOptions options, Optional<PingOneSandbox> sandbox)
            throws CannotStart {
        try {
            return new PingOneSettingsAdapter(
                    vertx,
                    options,
                    settings.connections(),
                    settings.pingOne.workers(sandbox.map(running -> URI.create(running.authUrl()))),
                    Clock.systemUTC());
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
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + port + "/v1");
    }

    /** Only with the sandbox is there an example that works for everybody. */
    boolean hasSandbox() {
        return sandbox.isPresent();
    }

    /** Takes no new requests, lets those under way finish, then closes what they needed. */
    void stop() {
        LOG.info("stopping: no new requests, up to {} s for those under way", drainTimeout.toSeconds());
        rounds.forEach(Rounds::stop);
        handOver();
        await(httpApi.stop(drainTimeout));
        maintenance.stop();
        await(pingOne.close());
        await(storage.store().close());
        sandbox.ifPresent(running -> await(running.stop()));
        await(vertx.close());
        LOG.info("stopped");
    }

    /** What was accepted and cannot be brought to an end any more is left to whoever starts next. */
    private void handOver() {
        CompletionStage<RunOperationsUseCase.Result> last =
                runOperations.run(new RunOperationsUseCase.Command(operationRetention, true));
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
