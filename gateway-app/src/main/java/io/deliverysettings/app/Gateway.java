package io.deliverysettings.app;

import io.deliverysettings.adapter.http.HttpApiAdapter;
import io.deliverysettings.adapter.pingone.PingOneOptions;
import io.deliverysettings.adapter.pingone.PingOneSettingsAdapter;
import io.deliverysettings.application.service.UseCases;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition: which adapters the use cases are put together with, and in which order all of it starts and stops. */
final class Gateway {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

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
            HttpApiAdapter httpApi,
            RunSettings settings,
            int port) {
        this.vertx = vertx;
        this.sandbox = sandbox;
        this.pingOne = pingOne;
        this.storage = storage;
        this.maintenance = maintenance;
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
                "upstream {} at {}, caller's token forwarded; {}; {}; store {}; {}",
                settings.upstream,
                options.apiUrl(),
                options,
                settings.selectionPolicy(),
                settings.store.describe(),
                settings.timing());
        if (isReadableOnTheWay(options.apiUrl())) {
            LOG.warn("PingOne is reached over plain http: tokens and secrets can be read on the way");
        }
        PingOneSettingsAdapter pingOne = new PingOneSettingsAdapter(vertx, options, Clock.systemUTC());
        UseCases useCases = UseCases.create(
                pingOne,
                storage.store(),
                storage.sealing(),
                settings.selectionPolicy(),
                settings.timing(),
                // What is answered and stored has milliseconds, as PingOne's times have.
                Clock.tickMillis(ZoneOffset.UTC));
        HttpApiAdapter httpApi = new HttpApiAdapter(
                vertx,
                settings.httpApi(),
                useCases.configureWhatsApp(),
                useCases.readWhatsApp(),
                useCases.verifyWhatsApp(),
                useCases.removeWhatsApp(),
                useCases.listNumbers(),
                useCases.selectNumber(),
                useCases.listHistory(),
                useCases.restoreRevision());
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
        return new Gateway(vertx, sandbox, pingOne, storage, maintenance, httpApi, settings, port);
    }

    /** Plain http that leaves this machine. */
    private static boolean isReadableOnTheWay(URI address) {
        return "http".equalsIgnoreCase(address.getScheme())
                && !address.getHost().matches("localhost|127\\..*|\\[::1]");
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
        await(httpApi.stop(drainTimeout));
        maintenance.stop();
        await(pingOne.close());
        await(storage.store().close());
        sandbox.ifPresent(running -> await(running.stop()));
        await(vertx.close());
        LOG.info("stopped");
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
