package io.deliverysettings.app;

import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * PingOne with somebody on the line to it, who lets every write take its time, can hold one up, and notes what PingOne did.
 * Whoever reads PingOne {@linkplain #directly directly} does not pass here.
 */
final class WatchedPingOne implements AutoCloseable {

    private static final int AMPLE_SECONDS = 20;
    private static final int CONNECTIONS = 64;

    /** When a write is held up. */
    enum Moment {
        /** PingOne has not made it. */
        BEFORE_IT_IS_MADE,
        /** PingOne has made it, and nobody knows yet. */
        BEFORE_IT_IS_ANSWERED
    }

    /**
     * A write that PingOne has answered.
     *
     * @param correlationId that it was sent with
     * @param applied whether it has changed the settings
     */
    record Write(String environment, String correlationId, boolean applied) {}

    /** A write that is held up, or is going to be. */
    static final class Held {
        private final Moment moment;
        private final CompletableFuture<Boolean> arrived = new CompletableFuture<>();
        private final Promise<Void> released = Promise.promise();

        private Held(Moment moment) {
            this.moment = moment;
        }

        /** Returns when the write has got so far. */
        void awaitArrival() throws Exception {
            arrived.get(AMPLE_SECONDS, TimeUnit.SECONDS);
        }

        void release() {
            released.tryComplete();
        }

        private Future<Void> pass(Moment now) {
            if (now != moment) {
                return Future.succeededFuture();
            }
            arrived.complete(true);
            return released.future();
        }
    }

    private record Reply(HttpClientResponse response, Buffer body) {}

    private final Vertx vertx = Vertx.vertx();
    private final PingOneSandbox sandbox;
    private final HttpServer server;
    private final HttpClient client;
    private final Duration writeTime;
    private final AtomicReference<@Nullable Held> next = new AtomicReference<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private int mostAtOnce;

    private WatchedPingOne(Duration writeTime) throws TimeoutException {
        this.writeTime = writeTime;
        this.sandbox =
                await(PingOneSandbox.start(vertx, SandboxOptions.defaults().withPort(0)));
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.server =
                await(vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
    }

    /** Starts it. Every write takes so long at least, of which most is before it is made. */
    static WatchedPingOne start(Duration writeTime) throws TimeoutException {
        return new WatchedPingOne(writeTime);
    }

    /** The address for gateways. */
    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1");
    }

    /** The same environment, at PingOne itself. */
    WhatsAppClient directly(WhatsAppClient client) {
        return new WhatsAppClient(URI.create(sandbox.apiUrl()), client.environment(), client.bearer());
    }

    /** Holds up the next write. */
    Held holdNext(Moment moment) {
        Held held = new Held(moment);
        next.set(held);
        return held;
    }

    /** The writes of an environment, in the order in which PingOne made them. */
    synchronized List<Write> writes(String environment) {
        return writes.stream()
                .filter(write -> write.environment().equals(environment))
                .toList();
    }

    /** How many writes of one environment PingOne was asked for at one time, at most. */
    synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    @Override
    public void close() throws TimeoutException {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(AMPLE_SECONDS, TimeUnit.SECONDS);
    }

    /** A request that its sender did not live to finish never gets here. */
    private void handle(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> pass(request, body)
                        .onSuccess(reply -> answer(request, reply))
                        .onFailure(failure -> request.connection().close()));
    }

    private Future<Reply> pass(HttpServerRequest request, Buffer body) {
        return request.method().equals(HttpMethod.GET) ? forward(request, body) : write(request, body);
    }

    private Future<Reply> write(HttpServerRequest request, Buffer body) {
        String environment = request.path().replaceAll(".*/environments/([^/]+)/.*", "$1");
        Optional<Held> held = Optional.ofNullable(next.getAndSet(null));
        begin(environment);
        return vertx.timer(Math.max(1, writeTime.toMillis()))
                .compose(passed -> hold(held, Moment.BEFORE_IT_IS_MADE))
                .compose(passed -> forward(request, body))
                .onComplete(reply -> end(environment))
                .onSuccess(reply -> note(new Write(
                        environment,
                        String.valueOf(request.getHeader("Correlation-Id")),
                        reply.response().statusCode() < 300)))
                .compose(reply -> hold(held, Moment.BEFORE_IT_IS_ANSWERED).map(passed -> reply));
    }

    private static Future<Void> hold(Optional<Held> held, Moment moment) {
        return held.map(write -> write.pass(moment)).orElse(Future.succeededFuture());
    }

    private Future<Reply> forward(HttpServerRequest request, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost("127.0.0.1")
                .setPort(sandbox.port())
                .setURI(request.uri());
        request.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        options.getHeaders().remove(HttpHeaders.HOST);
        return client.request(options)
                .compose(sent -> sent.send(body))
                .compose(response -> response.body().map(answered -> new Reply(response, answered)));
    }

    /** It is no matter here whether there is still somebody to be answered. */
    private static void answer(HttpServerRequest request, Reply reply) {
        request.response().setStatusCode(reply.response().statusCode());
        request.response().headers().addAll(reply.response().headers());
        request.response().end(reply.body());
    }

    private synchronized void begin(String environment) {
        mostAtOnce = Math.max(mostAtOnce, underWay.merge(environment, 1, Integer::sum));
    }

    private synchronized void end(String environment) {
        underWay.merge(environment, -1, Integer::sum);
    }

    private synchronized void note(Write write) {
        writes.add(write);
    }
}
