package io.deliverysettings.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PingOne look-alike over real HTTP, on its own port: the WhatsApp delivery settings of every environment, the token
 * endpoint and its keys. It keeps everything in memory, and in a file where it is told to, and takes any credentials; documented test values make it slow,
 * throttled or faulty, and so do options (see the module's README).
 */
public final class PingOneSandbox {

    private static final Logger LOG = LoggerFactory.getLogger(PingOneSandbox.class);

    private final HttpServer server;
    private final String authUrl;
    private final ReceivedCalls calls;
    private final CallCounters counters;
    private final SettingsMemory memory;

    private PingOneSandbox(
            HttpServer server,
            SandboxOptions options,
            ReceivedCalls calls,
            CallCounters counters,
            SettingsMemory memory) {
        this.server = server;
        this.authUrl = BaseUrl.of(options.host(), server.actualPort());
        this.calls = calls;
        this.counters = counters;
        this.memory = memory;
    }

    /**
     * Starts a sandbox. It never blocks the caller.
     *
     * @param vertx whose event loop serves it; closing it stops the sandbox
     * @param options where it listens and how it behaves
     * @return the running sandbox; fails with {@link java.net.BindException} if the port is taken or the
     *     address is not one of this machine, and with another {@link IOException} if the host is not known or the file
     *     that it is to remember in cannot be used
     */
    public static Future<PingOneSandbox> start(Vertx vertx, SandboxOptions options) {
        return start(vertx, options, InstantSource.system());
    }

    /** The clock decides when a token expires. */
    static Future<PingOneSandbox> start(Vertx vertx, SandboxOptions options, InstantSource clock) {
        ReceivedCalls calls = new ReceivedCalls();
        CallCounters counters = new CallCounters();
        SettingsStore store = new SettingsStore();
        // HTTP/1.1 only: the faults of the test accounts are faults of a connection.
        HttpServerOptions http = new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setHttp2ClearTextEnabled(false)
                // It is somebody else's service: what happens in it is none of the gateway's spans.
                .setTracingPolicy(TracingPolicy.IGNORE);
        return vertx.<Void>executeBlocking(() -> {
                    requireFree(options);
                    Json.write(Json.object());
                    return null;
                })
                .compose(free -> options.memory()
                        .map(file -> SettingsFile.open(vertx, file, store))
                        .orElse(Future.succeededFuture(SettingsMemory.NONE)))
                .compose(memory -> vertx.createHttpServer(http)
                        .requestHandler(SandboxRoutes.handler(vertx, options, clock, calls, counters, store, memory))
                        .invalidRequestHandler(SandboxRoutes::refuseInvalid)
                        .listen()
                        .map(server -> new PingOneSandbox(server, options, calls, counters, memory)))
                .onSuccess(sandbox -> LOG.info("PingOne sandbox listens on {}", sandbox.authUrl()));
    }

    /** Servers of one Vert.x instance share a port without a word, so taking it is tried without Vert.x first. */
    private static void requireFree(SandboxOptions options) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(options.host(), options.port()));
        }
    }

    /**
     * The port that the sandbox listens on.
     *
     * @return 1 to 65535, also if the options asked for any free port
     */
    public int port() {
        return server.actualPort();
    }

    /**
     * The base of the settings' URLs.
     *
     * @return for example {@code http://127.0.0.1:8090/v1}
     */
    public String apiUrl() {
        return authUrl + "/v1";
    }

    /**
     * The base of the token endpoints' URLs.
     *
     * @return for example {@code http://127.0.0.1:8090}
     */
    public String authUrl() {
        return authUrl;
    }

    /**
     * The calls of the settings of an environment, for tests. A call is recorded when its outcome is settled and before
     * it is answered, so a PUT to the slow account appears after its delay.
     *
     * @return the newest 10,000 calls, oldest first; a copy
     */
    public List<ReceivedCall> received() {
        return calls.snapshot();
    }

    /**
     * What it was asked so far, and what it did with it. The figures are those of one moment.
     *
     * @return the counts since the start; what happens later does not change them
     */
    public SandboxStatistics statistics() {
        return counters.snapshot();
    }

    /**
     * Stops listening and closes every open connection. Stopping again does nothing.
     *
     * @return completes when the port is free
     */
    public Future<Void> stop() {
        Future<Void> closed = server.close();
        // A result that is there already must not wait for an event loop that may have ended with its Vert.x.
        return closed.succeeded() ? Future.succeededFuture() : closed.eventually(memory::close);
    }
}
