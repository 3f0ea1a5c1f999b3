package io.deliverysettings.benchmark;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes that all wait at once. Over HTTP/2, 100 on each connection: with a connection for each, on both sides of the gateway, the
 * number of files that a process may have open would be reached before anything of the gateway's own.
 */
final class SlowCalls implements AutoCloseable {

    private static final int CONNECTIONS = 100;
    private static final int STREAMS = 100;
    // 400 a second: if they came faster than they can be passed on, what is measured would be how they pile up before
    // that.
    private static final int AT_ONCE = 10;
    private static final long PAUSE_MILLIS = 25;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int calls;
    private final CountDownLatch pending;
    private final AtomicInteger answered = new AtomicInteger();
    private int sent;

    /**
     * @param port of the gateway
     * @param calls how many
     */
    SlowCalls(int port, int calls) {
        this.calls = calls;
        pending = new CountDownLatch(calls);
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost("127.0.0.1")
                        .setDefaultPort(port)
                        .setProtocolVersion(HttpVersion.HTTP_2)
                        .setHttp2ClearTextUpgrade(false)
                        .setHttp2MultiplexingLimit(STREAMS),
                new PoolOptions().setHttp2MaxSize(CONNECTIONS));
    }

    /** Begins to send them, some at a time, as nobody's callers all come in the same moment. */
    void begin() {
        vertx.setPeriodic(1, PAUSE_MILLIS, timer -> {
            for (int i = 0; i < AT_ONCE && sent < calls; i++) {
                send(sent++);
            }
            if (sent == calls) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** Waits for the answers to all; how many were good. */
    int awaitAnswered(Duration patience) throws InterruptedException, IOException {
        if (!pending.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException(pending.getCount() + " of " + calls + " writes were never answered");
        }
        return answered.get();
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void send(int environment) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setURI(Workload.slowPath(environment))
                .putHeader("Authorization", Workload.AUTHORIZATION)
                .putHeader("Content-Type", "application/json");
        client.request(options)
                .compose(request -> request.send(Buffer.buffer(Workload.BODY)))
                .compose(response -> response.end().map(response.statusCode()))
                .onComplete(end -> {
                    if (end.succeeded() && end.result() < 300) {
                        answered.incrementAndGet();
                    }
                    pending.countDown();
                });
    }
}
