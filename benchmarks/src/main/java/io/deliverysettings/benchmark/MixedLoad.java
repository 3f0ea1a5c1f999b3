package io.deliverysettings.benchmark;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Requests of all kinds at a steady rate, most over connections that stay and some over ones of their own. */
final class MixedLoad implements AutoCloseable {

    /** What is sent, as often as {@code share} says, and how it is to be answered. */
    private enum Kind {
        GET_FROM_MEMORY(8, Workload.Method.GET, "", "", 200),
        GET_THROUGH(4, Workload.Method.GET, "", "", 200),
        PUT(4, Workload.Method.PUT, "", Workload.BODY, 200),
        SELECT_NUMBER(
                2, Workload.Method.PUT, "/selectedNumber", "{\"numberId\":\"" + LeanUpstream.NUMBER_ID + "\"}", 200),
        LIST(1, Workload.Method.GET, "", "", 200),
        REFUSED(1, Workload.Method.PUT, "", "{\"provider\":1}", 400);

        private final int share;
        private final Workload.Method method;
        private final String path;
        private final String body;
        private final int expected;

        Kind(int share, Workload.Method method, String path, String body, int expected) {
            this.share = share;
            this.method = method;
            this.path = path;
            this.body = body;
            this.expected = expected;
        }

        private boolean isChange() {
            return this == PUT || this == SELECT_NUMBER;
        }
    }

    private static final int TICK_MILLIS = 10;
    private static final int CONNECTIONS = 16;
    // Of ten requests, how many come over a connection that is closed behind them.
    private static final int CLOSED_OF_TEN = 1;
    private static final int FILLING_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<Kind> MIX = Arrays.stream(Kind.values())
            .flatMap(kind -> Collections.nCopies(kind.share, kind).stream())
            .toList();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    // The same in each run.
    private final Random random = new Random(20);
    private final HttpClient staying;
    private final HttpClient closing;
    private final List<String> environments;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final Map<String, Long> unexpected = new ConcurrentHashMap<>();
    private volatile boolean isHeld = true;

    /**
     * Nothing is sent yet.
     *
     * @param port of the gateway
     * @param environments the paths of their settings
     * @param perSecond how many requests
     */
    MixedLoad(int port, List<String> environments, int perSecond) {
        this.environments = List.copyOf(environments);
        HttpClientOptions options =
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
        staying = vertx.createHttpClient(options, pool);
        closing = vertx.createHttpClient(new HttpClientOptions(options).setKeepAlive(false), pool);
        vertx.setPeriodic(TICK_MILLIS, tick -> {
            for (int i = 0; !isHeld && i < perSecond * TICK_MILLIS / 1000; i++) {
                sendAny();
            }
        });
    }

    /** For the report. */
    static String describe(int perSecond, int environments) {
        return "%d requests a second to %,d environments: of twenty, eight reads from memory, four through to PingOne, four `PUT`, two"
                        .formatted(perSecond, environments)
                + " `PUT …/selectedNumber`, one page of the list and one that is refused; one in ten over a connection of its own";
    }

    /** Sets every environment once, and waits for that. */
    void fill() throws IOException, InterruptedException {
        CountDownLatch filled = new CountDownLatch(FILLING_AT_ONCE);
        for (int i = 0; i < FILLING_AT_ONCE; i++) {
            int first = i;
            vertx.runOnContext(now -> fillFrom(first).onComplete(end -> filled.countDown()));
        }
        if (!filled.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("the environments could not be set in " + PATIENCE.toSeconds() + " s");
        }
    }

    private Future<Void> fillFrom(int environment) {
        return environment >= environments.size()
                ? Future.succeededFuture()
                : send(staying, Kind.PUT, environments.get(environment))
                        .compose(answer -> fillFrom(environment + FILLING_AT_ONCE));
    }

    void go() {
        isHeld = false;
    }

    /** Sends no more until {@link #go}, and waits for the answers to everything that was sent. */
    void hold() throws IOException, InterruptedException {
        isHeld = true;
        long end = System.nanoTime() + PATIENCE.toNanos();
        do {
            // Longer than a tick, so that none is half done.
            Thread.sleep(5 * TICK_MILLIS);
            if (System.nanoTime() > end) {
                throw new IOException(underWay.get() + " requests were not answered in " + PATIENCE.toSeconds() + " s");
            }
        } while (underWay.get() > 0);
    }

    long answered() {
        return answered.get();
    }

    /** How many changes were acknowledged. */
    long changes() {
        return changes.get();
    }

    /** How many answers were other than expected, by what was asked and what came. */
    Map<String, Long> unexpected() {
        return new TreeMap<>(unexpected);
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

    private void sendAny() {
        Kind kind = MIX.get(random.nextInt(MIX.size()));
        HttpClient client = random.nextInt(10) < CLOSED_OF_TEN ? closing : staying;
        send(client, kind, environments.get(random.nextInt(environments.size())));
    }

    /** Never fails. */
    private Future<Void> send(HttpClient client, Kind kind, String environment) {
        underWay.incrementAndGet();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(kind.method.name()))
                .setURI(kind == Kind.LIST ? Workload.LIST : environment + kind.path)
                .putHeader("Authorization", Workload.AUTHORIZATION);
        if (!kind.body.isEmpty()) {
            options.putHeader("Content-Type", "application/json");
        }
        if (kind == Kind.GET_THROUGH) {
            options.putHeader("Cache-Control", "no-cache");
        }
        return client.request(options)
                .compose(request -> kind.body.isEmpty() ? request.send() : request.send(Buffer.buffer(kind.body)))
                .compose(response -> response.end().map(response.statusCode()))
                .onSuccess(status -> told(kind, status))
                .onFailure(failure -> unexpected.merge(kind + " not answered", 1L, Long::sum))
                .onComplete(end -> {
                    answered.incrementAndGet();
                    underWay.decrementAndGet();
                })
                .otherwise(0)
                .mapEmpty();
    }

    private void told(Kind kind, int status) {
        if (kind.isChange() && status < 300) {
            changes.incrementAndGet();
        }
        if (status != kind.expected) {
            unexpected.merge(kind + " " + status, 1L, Long::sum);
        }
    }
}
