package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.in.ConfigureWhatsAppUseCase;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.application.port.in.RemoveWhatsAppUseCase;
import io.deliverysettings.application.port.in.RestoreRevisionUseCase;
import io.deliverysettings.application.port.in.SelectNumberUseCase;
import io.deliverysettings.application.port.in.VerifyWhatsAppUseCase;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Serves the gateway's API over HTTP. Build it off the event loop: it reads the constraints of the wire types, and files.
 */
public final class HttpApiAdapter {

    private final Vertx vertx;
    private final HttpServer server;
    private final HttpServerOptions serverOptions;
    private final HttpApiOptions options;
    private final Optional<TlsFiles> tls;
    private volatile List<TlsFiles.Version> tlsInUse = List.of();

    /**
     * What the API asks of the core.
     *
     * @param configureWhatsApp writes settings
     * @param readWhatsApp reads them
     * @param verifyWhatsApp checks a request without writing
     * @param removeWhatsApp removes them
     * @param listNumbers lists an account's numbers
     * @param selectNumber switches the number that is sent from
     * @param listHistory lists what was done to the settings
     * @param restoreRevision sets an earlier revision of them again
     * @param acceptChange takes a change in without anybody waiting for it
     * @param readOperation tells how such a change is
     * @param listEnvironments lists the environments that are known
     * @param authorizeCaller finds out who calls, and whether that caller may do what it wants
     */
    public record Ports(
            ConfigureWhatsAppUseCase configureWhatsApp,
            ReadWhatsAppUseCase readWhatsApp,
            VerifyWhatsAppUseCase verifyWhatsApp,
            RemoveWhatsAppUseCase removeWhatsApp,
            ListNumbersUseCase listNumbers,
            SelectNumberUseCase selectNumber,
            ListHistoryUseCase listHistory,
            RestoreRevisionUseCase restoreRevision,
            AcceptChangeUseCase acceptChange,
            ReadOperationUseCase readOperation,
            ListEnvironmentsUseCase listEnvironments,
            AuthorizeCallerUseCase authorizeCaller) {

        /** Refuses {@code null}. */
        public Ports {
            Objects.requireNonNull(configureWhatsApp, "configureWhatsApp");
            Objects.requireNonNull(readWhatsApp, "readWhatsApp");
            Objects.requireNonNull(verifyWhatsApp, "verifyWhatsApp");
            Objects.requireNonNull(removeWhatsApp, "removeWhatsApp");
            Objects.requireNonNull(listNumbers, "listNumbers");
            Objects.requireNonNull(selectNumber, "selectNumber");
            Objects.requireNonNull(listHistory, "listHistory");
            Objects.requireNonNull(restoreRevision, "restoreRevision");
            Objects.requireNonNull(acceptChange, "acceptChange");
            Objects.requireNonNull(readOperation, "readOperation");
            Objects.requireNonNull(listEnvironments, "listEnvironments");
            Objects.requireNonNull(authorizeCaller, "authorizeCaller");
        }
    }

    /** Who follows requests from service to service. It is asked on the context of the request that is meant. */
    public interface Traces {

        /**
         * Where in which trace a request is.
         *
         * @param traceId fit for a log
         * @param spanId of the request in it, fit for a log
         */
        record Position(String traceId, String spanId) {
            /** Refuses {@code null}. */
            public Position {
                Objects.requireNonNull(traceId, "traceId");
                Objects.requireNonNull(spanId, "spanId");
            }
        }

        /** Nobody does. */
        Traces NONE = new Traces() {
            @Override
            public Optional<Position> current() {
                return Optional.empty();
            }

            @Override
            public void routed(String method, String route, Optional<String> environment) {
                // Nobody wants to know.
            }
        };

        /**
         * Where the request is.
         *
         * @return empty when it is not followed
         */
        Optional<Position> current();

        /**
         * A path has been found for the request.
         *
         * @param method of the request, which may be any word
         * @param route the path, with the names of its parameters in braces
         * @param environment the id of the environment that the path names; empty when it names none, or that is no id
         */
        void routed(String method, String route, Optional<String> environment);
    }

    /**
     * Prepares the routes; nothing listens yet, and nobody follows requests.
     *
     * @param vertx whose event loops to use
     * @param options where to listen, and whom to trust
     * @param ports what to ask
     * @param metrics where to count requests
     */
    public HttpApiAdapter(Vertx vertx, HttpApiOptions options, Ports ports, MeterRegistry metrics) {
        this(vertx, options, ports, metrics, Traces.NONE);
    }

    /**
     * Prepares the routes; nothing listens yet.
     *
     * @param vertx whose event loops to use
     * @param options where to listen, and whom to trust
     * @param ports what to ask
     * @param metrics where to count requests
     * @param traces who follows them
     */
    public HttpApiAdapter(Vertx vertx, HttpApiOptions options, Ports ports, MeterRegistry metrics, Traces traces) {
        Objects.requireNonNull(traces, "traces");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.options = Objects.requireNonNull(options, "options");
        HttpMetrics requests = new HttpMetrics(metrics);
        Router router = Router.router(vertx);
        router.route().handler(requests);
        AccessLog accessLog = new AccessLog(options.trustsForwarded(), traces);
        router.route().handler(context -> {
            accessLog.follow(context);
            context.next();
        });
        if (!options.allowedOrigins().isEmpty()) {
            router.route().handler(cors(options));
        }
        HttpLimitsOptions limits = options.limits();
        router.route()
                .handler(
                        new RequestGate(limits.counts(), new RequestKeys(options.trustsForwarded()), System::nanoTime));
        mountRoutes(router, ports, options.trustsForwarded(), limits.sizes().bodyBytes(), traces);
        ConsolePages.mountOn(
                new Endpoints(
                        router,
                        ports.authorizeCaller(),
                        options.trustsForwarded(),
                        limits.sizes().bodyBytes(),
                        traces),
                options.console());
        router.route().handler(context -> FailureWriter.write(context, ApiError.of(ErrorTable.NOT_FOUND)));
        router.route().failureHandler(context -> {
            // What the router itself refuses has come by no route.
            accessLog.follow(context);
            FailureWriter.handle(context);
        });
        Consumer<HttpServerRequest> unrouted = request -> {
            Runnable line = accessLog.begin(request);
            AtomicBoolean isOver = new AtomicBoolean();
            // Vert.x may tell the end of an answer twice.
            request.response().endHandler(end -> {
                if (!isOver.getAndSet(true)) {
                    line.run();
                    requests.unrouted(request);
                }
            });
        };
        this.serverOptions = serverOptions(limits);
        this.tls = options.tls().map(files -> new TlsFiles(vertx, files));
        this.server = AcceptorVertx.createHttpServer(
                        vertx, serverOptions, new ConnectionAcceptor(limits, serverOptions))
                .connectionHandler(connection -> {
                    ConnectionClock.established(connection);
                    requests.connected(connection);
                })
                .requestHandler(new RequestEntrance(vertx, router, limits, unrouted))
                .invalidRequestHandler(request -> {
                    CallerReader.correlate(request);
                    unrouted.accept(request);
                    FailureWriter.handleInvalid(request);
                });
    }

    /**
     * Starts to listen.
     *
     * @return the port, which the system chose if the options say 0; fails with {@link java.net.BindException} when the port
     *     is in use or the address is not one of this machine, and with another {@link IOException} when the host is not known, or the
     *     files for TLS cannot be used, of which its message is fit for the log
     */
    public Future<Integer> start() {
        return vertx.executeBlocking(this::prepareTls).compose(versions -> {
            tlsInUse = versions;
            return ListeningPort.take(vertx, server, options.host(), options.port());
        });
    }

    /**
     * Looks whether the files for TLS have changed, and uses them for new connections if so. To be called from time to time
     * after the start, not again before the future of the last call is done.
     *
     * @return whether they have changed; fails with {@link IOException}, whose message is fit for the log, when they cannot be
     *     used, and then what was in use before stays so
     */
    public Future<Boolean> reloadTlsIfChanged() {
        if (tls.isEmpty()) {
            return Future.succeededFuture(false);
        }
        TlsFiles files = tls.get();
        return vertx.executeBlocking(files::versions).compose(versions -> {
            if (versions.equals(tlsInUse)) {
                return Future.succeededFuture(false);
            }
            return vertx.executeBlocking(files::read)
                    .compose(server::updateSSLOptions)
                    .map(updated -> {
                        tlsInUse = versions;
                        return true;
                    });
        });
    }

    /**
     * Stops in order: takes no new requests, lets those under way finish, closes.
     *
     * @param patience how long to wait for the requests under way
     * @return completes when everything is closed
     */
    public Future<Void> stop(Duration patience) {
        return server.shutdown(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Mounts everything that can be asked for. */
    static void mountRoutes(Router router, Ports ports, boolean trustsForwarded, int mostBodyBytes, Traces traces) {
        Endpoints endpoints = new Endpoints(router, ports.authorizeCaller(), trustsForwarded, mostBodyBytes, traces);
        WireValidator validator = new WireValidator();
        ChangeRequests changes = new ChangeRequests(ports, trustsForwarded);
        new EnvironmentsRoutes(ports.listEnvironments(), trustsForwarded).mountOn(endpoints);
        new WhatsAppRoutes(
                        changes,
                        ports.readWhatsApp(),
                        ports.verifyWhatsApp(),
                        ports.removeWhatsApp(),
                        validator,
                        trustsForwarded)
                .mountOn(endpoints);
        new NumbersRoutes(ports.listNumbers(), trustsForwarded).mountOn(endpoints);
        new SelectedNumberRoutes(changes, validator).mountOn(endpoints);
        new HistoryRoutes(ports.listHistory(), changes, trustsForwarded).mountOn(endpoints);
        new OperationRoutes(ports.readOperation(), trustsForwarded).mountOn(endpoints);
        new DescriptionRoutes(ApiDescription.read()).mountOn(endpoints);
    }

    /** What the server listens with is told to it before it does, when the files have been read. */
    private List<TlsFiles.Version> prepareTls() throws IOException {
        if (tls.isEmpty()) {
            return List.of();
        }
        List<TlsFiles.Version> versions = tls.get().versions();
        ServerSSLOptions read = tls.get().read();
        serverOptions
                .setSsl(true)
                .setUseAlpn(true)
                .setSslHandshakeTimeout(options.limits().times().head().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeyCertOptions(read.getKeyCertOptions())
                .setTrustOptions(read.getTrustOptions())
                .setClientAuth(read.getClientAuth())
                .setEnabledSecureTransportProtocols(read.getEnabledSecureTransportProtocols());
        return versions;
    }

    private static HttpServerOptions serverOptions(HttpLimitsOptions limits) {
        HttpLimitsOptions.Sizes sizes = limits.sizes();
        HttpServerOptions server = new HttpServerOptions();
        server.setMaxHeaderSize(sizes.headerBytes())
                .setMaxInitialLineLength(sizes.uriBytes())
                .setHandle100ContinueAutomatically(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // The rest of HTTP/2's protection is on unless turned off: against many resets, and small
                // continuations.
                .getInitialSettings()
                .setMaxConcurrentStreams(limits.counts().streams())
                // Twice of what is allowed, since what is beyond this is refused without an envelope.
                .setMaxHeaderListSize(2L * (sizes.headerBytes() + sizes.uriBytes()));
        return server;
    }

    private static CorsHandler cors(HttpApiOptions options) {
        return CorsHandler.create()
                .addOrigins(options.allowedOrigins())
                .allowedMethods(
                        Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.POST, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "accept",
                        "authorization",
                        "cache-control",
                        "content-type",
                        "correlation-id",
                        "if-match",
                        "if-none-match",
                        "pragma",
                        "prefer",
                        "traceparent",
                        "tracestate",
                        "x-ping-external-session-id",
                        "x-ping-external-transaction-id"))
                .exposedHeaders(Set.of(
                        "age",
                        "cache-status",
                        "correlation-id",
                        "etag",
                        "location",
                        "preference-applied",
                        "ratelimit",
                        "ratelimit-policy",
                        "retry-after",
                        "www-authenticate"))
                .maxAgeSeconds(600);
    }
}
