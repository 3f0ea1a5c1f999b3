package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AcceptChangeUseCase;
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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.CorsHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Serves the gateway's API over HTTP. Build it off the event loop: it reads the constraints of the wire types.
 */
public final class HttpApiAdapter {

    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private final Vertx vertx;
    private final HttpServer server;
    private final HttpApiOptions options;

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
            ListEnvironmentsUseCase listEnvironments) {

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
        }
    }

    /**
     * Prepares the routes; nothing listens yet.
     *
     * @param vertx whose event loops to use
     * @param options where to listen, and whom to trust
     * @param ports what to ask
     */
    public HttpApiAdapter(Vertx vertx, HttpApiOptions options, Ports ports) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.options = Objects.requireNonNull(options, "options");
        Router router = Router.router(vertx);
        if (!options.allowedOrigins().isEmpty()) {
            router.route().handler(cors(options));
        }
        WireValidator validator = new WireValidator();
        boolean trustsForwarded = options.trustsForwarded();
        ChangeRequests changes = new ChangeRequests(ports, trustsForwarded);
        new EnvironmentsRoutes(ports.listEnvironments(), trustsForwarded).mountOn(router);
        new WhatsAppRoutes(
                        changes,
                        ports.readWhatsApp(),
                        ports.verifyWhatsApp(),
                        ports.removeWhatsApp(),
                        validator,
                        trustsForwarded)
                .mountOn(router);
        new NumbersRoutes(ports.listNumbers(), trustsForwarded).mountOn(router);
        new SelectedNumberRoutes(changes, validator).mountOn(router);
        new HistoryRoutes(ports.listHistory(), changes, trustsForwarded).mountOn(router);
        new OperationRoutes(ports.readOperation(), trustsForwarded).mountOn(router);
        router.route().handler(context -> FailureWriter.write(context, ApiError.of(ErrorTable.NOT_FOUND)));
        router.route().failureHandler(FailureWriter::handle);
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxHeaderSize(MOST_HEADER_BYTES)
                        .setHandle100ContinueAutomatically(false))
                .requestHandler(request -> {
                    CallerReader.correlate(request);
                    if (isReadable(request)) {
                        router.handle(request);
                    } else {
                        FailureWriter.write(request, ErrorTable.MALFORMED);
                    }
                })
                .invalidRequestHandler(request -> {
                    CallerReader.correlate(request);
                    FailureWriter.handleInvalid(request);
                });
    }

    /**
     * Starts to listen.
     *
     * @return the port, which the system chose if the options say 0; fails with {@link java.net.BindException} when the port
     *     is in use or the address is not one of this machine, and with another {@link IOException} when the host is not known
     */
    public Future<Integer> start() {
        return vertx.<Void>executeBlocking(() -> {
                    requireFree();
                    return null;
                })
                .compose(free -> server.listen(options.port(), options.host()))
                .map(HttpServer::actualPort);
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

    /** Servers of one Vert.x instance share a port without a word, so taking it is tried without Vert.x first. */
    private void requireFree() throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(options.host(), options.port()));
        }
    }

    /** The router fails on an address that it cannot read, before any handler of ours could say what is wrong. */
    private static boolean isReadable(HttpServerRequest request) {
        String address = request.uri();
        return address == null || !MALFORMED_ESCAPE.matcher(address).find();
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
                        "x-ping-external-session-id",
                        "x-ping-external-transaction-id"))
                .exposedHeaders(Set.of(
                        "age",
                        "cache-status",
                        "correlation-id",
                        "etag",
                        "location",
                        "preference-applied",
                        "retry-after",
                        "www-authenticate"))
                .maxAgeSeconds(600);
    }
}
