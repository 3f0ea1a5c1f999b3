package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.CheckHealthUseCase;
import io.deliverysettings.application.port.in.CheckHealthUseCase.Readiness;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.tracing.TracingPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who operate the gateway how it is, on a port of its own: {@code /health/live}, {@code /health/ready}, {@code
 * /metrics} and {@code /info}. It knows nothing of callers and changes nothing, and what it says has no secret in it.
 */
public final class ManagementAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementAdapter.class);

    /** Probes and scrapers send a few hundred bytes. */
    private static final int MOST_HEADER_BYTES = 4 * 1024;

    private static final int MOST_ADDRESS_BYTES = 1024;
    private static final int IDLE_SECONDS = 30;

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private static final Buffer UP = HealthDocument.of("UP");
    private static final Buffer STOPPING = HealthDocument.of("STOPPING");
    private static final Buffer NOT_READY = HealthDocument.of(Readiness.NOT_READY.name());

    private final Vertx vertx;
    private final ManagementOptions options;
    private final Ports ports;
    private final HealthMetrics health;
    private final Buffer info;
    private final HttpServer server;
    private volatile boolean isStopping;

    /** Writes all metrics down as they are. */
    @FunctionalInterface
    public interface Exposition {
        /**
         * Writes all metrics down. It may block.
         *
         * @param contentType {@code text/plain; version=0.0.4} or {@code application/openmetrics-text; version=1.0.0}, each with a
         *     character set
         * @return in that format
         */
        String scrape(String contentType);
    }

    /**
     * What there is to tell.
     *
     * @param checkHealth tells whether the gateway can do its work
     * @param metrics writes the metrics down
     * @param info facts about this gateway, in the order in which they are to be told: its version, how it was built, what it is
     *     put together of; no secret
     */
    public record Ports(CheckHealthUseCase checkHealth, Exposition metrics, Map<String, String> info) {
        /** Copies the map. */
        public Ports {
            Objects.requireNonNull(checkHealth, "checkHealth");
            Objects.requireNonNull(metrics, "metrics");
            info = Collections.unmodifiableMap(new LinkedHashMap<>(info));
        }
    }

    /**
     * Prepares the server; nothing listens yet.
     *
     * @param vertx whose event loops to use
     * @param options where to listen
     * @param ports what to ask
     * @param metrics where to show how the parts are, as of the last time that somebody looked at the metrics; those that the
     *     ports write down
     */
    public ManagementAdapter(Vertx vertx, ManagementOptions options, Ports ports, MeterRegistry metrics) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.options = Objects.requireNonNull(options, "options");
        this.ports = Objects.requireNonNull(ports, "ports");
        this.health = new HealthMetrics(metrics);
        this.info = HealthDocument.of(ports.info());
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxHeaderSize(MOST_HEADER_BYTES)
                        .setMaxInitialLineLength(MOST_ADDRESS_BYTES)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        // Probes and scrapes are no requests that anybody follows.
                        .setTracingPolicy(TracingPolicy.IGNORE))
                .requestHandler(this::handle);
    }

    /**
     * Starts to listen.
     *
     * @return the port, which the system chose if the options say 0; fails with {@link java.net.BindException} when the port
     *     is in use or the address is not one of this machine, and with another {@link java.io.IOException} when the host is not
     *     known
     */
    public Future<Integer> start() {
        return ListeningPort.take(vertx, server, options.host(), options.port());
    }

    /** From now on the gateway is not ready, whatever its parts say: it is about to stop, and requests belong elsewhere. */
    public void notReady() {
        isStopping = true;
    }

    /**
     * Stops: takes no new requests, lets those under way finish, closes.
     *
     * @param patience how long to wait for the requests under way
     * @return completes when everything is closed
     */
    public Future<Void> stop(Duration patience) {
        return server.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void handle(HttpServerRequest request) {
        String path = request.path() == null ? "" : request.path();
        switch (path) {
            case "/health/live" -> ifRead(request, () -> write(request, 200, MediaType.JSON, UP));
            case "/health/ready" -> ifRead(request, () -> ready(request));
            case "/metrics" -> ifRead(request, () -> metrics(request));
            case "/info" -> ifRead(request, () -> write(request, 200, MediaType.JSON, info));
            default -> writeEmpty(request, 404);
        }
    }

    private static void ifRead(HttpServerRequest request, Runnable answer) {
        if (isHead(request) || HttpMethod.GET.equals(request.method())) {
            answer.run();
        } else {
            request.response().putHeader("Allow", "GET, HEAD");
            writeEmpty(request, 405);
        }
    }

    private void ready(HttpServerRequest request) {
        if (isStopping) {
            write(request, 503, MediaType.JSON, STOPPING);
            return;
        }
        checked()
                .onSuccess(result -> write(
                        request,
                        result.readiness() == Readiness.NOT_READY ? 503 : 200,
                        MediaType.JSON,
                        HealthDocument.of(result)))
                .onFailure(bug -> {
                    LOG.error("cannot tell whether the gateway is ready", bug);
                    write(request, 503, MediaType.JSON, NOT_READY);
                });
    }

    private Future<CheckHealthUseCase.Result> checked() {
        // Behind `compose`, since what is thrown is a failure too.
        return Future.<Void>succeededFuture()
                .compose(now -> StageBridge.toFuture(
                        ports.checkHealth().check(new CheckHealthUseCase.Query()), vertx.getOrCreateContext()));
    }

    /** Away from the event loop: the more there is to tell, the longer it takes. */
    private void metrics(HttpServerRequest request) {
        String contentType = contentType(request);
        checked()
                .onSuccess(result -> health.found(result.components()))
                // What there is to tell besides is told whatever came of that.
                .transform(result -> vertx.executeBlocking(
                        () -> Buffer.buffer(ports.metrics().scrape(contentType)), false))
                .onSuccess(text -> write(request, 200, contentType, text))
                .onFailure(bug -> {
                    LOG.error("cannot tell the metrics", bug);
                    writeEmpty(request, 500);
                });
    }

    /** Who can read the newer format says so among others, and prefers it. */
    private static String contentType(HttpServerRequest request) {
        String accepted = request.getHeader("Accept");
        boolean isOpenMetrics =
                accepted != null && accepted.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
        return isOpenMetrics ? OPEN_METRICS : TEXT;
    }

    private static boolean isHead(HttpServerRequest request) {
        return HttpMethod.HEAD.equals(request.method());
    }

    private static void writeEmpty(HttpServerRequest request, int status) {
        respond(request, status).putHeader("Content-Length", "0").end();
    }

    private static void write(HttpServerRequest request, int status, String contentType, Buffer body) {
        if (request.response().closed()) {
            return;
        }
        HttpServerResponse response = respond(request, status)
                .putHeader("Content-Type", contentType)
                .putHeader("Content-Length", String.valueOf(body.length()));
        if (isHead(request)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    /** How something is now is of no use to whoever asks later. */
    private static HttpServerResponse respond(HttpServerRequest request, int status) {
        return request.response().setStatusCode(status).putHeader("Cache-Control", "no-store");
    }
}
