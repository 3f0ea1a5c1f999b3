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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Load from this process, where wrk is not installed. It takes several times as much of the machine. */
final class VertxLoad implements LoadGenerator {

    private static final String NO_ANSWER = "no answer";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int connections;

    VertxLoad(int connections) {
        this.connections = connections;
    }

    @Override
    public LoadResult run(int port, Workload workload, Duration time) throws IOException, InterruptedException {
        HttpClient client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(port),
                new PoolOptions().setHttp1MaxSize(connections));
        Run run = new Run(client, workload, System.nanoTime() + time.toNanos());
        long begin = System.nanoTime();
        List<Future<Void>> senders = new ArrayList<>();
        // All on the one event loop, which is why Run needs no locks.
        vertx.getOrCreateContext();
        Future<Void> all = Future.<Void>future(ended -> vertx.runOnContext(now -> {
            for (int i = 0; i < connections; i++) {
                senders.add(run.next());
            }
            Future.join(senders).<Void>mapEmpty().onComplete(ended);
        }));
        try {
            all.toCompletionStage().toCompletableFuture().get(time.toSeconds() + 60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("the load did not come to an end", failure);
        } finally {
            client.close();
        }
        return run.result((System.nanoTime() - begin) / 1e9);
    }

    @Override
    public String describe() {
        return "a Vert.x client with " + connections + " connections, since wrk is not installed";
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

    private static final class Run {

        private final HttpClient client;
        private final List<RequestOptions> requests = new ArrayList<>();
        private final Buffer body;
        private final long end;
        private final Latencies latencies = new Latencies();
        private int next;
        private final Map<String, Long> errors = new HashMap<>();

        private Run(HttpClient client, Workload workload, long end) {
            this.client = client;
            this.end = end;
            boolean isPut = workload.method() == Workload.Method.PUT;
            body = Buffer.buffer(isPut ? Workload.BODY : "");
            for (String path : workload.paths()) {
                RequestOptions request = new RequestOptions()
                        .setMethod(HttpMethod.valueOf(workload.method().name()))
                        .setURI(path)
                        .putHeader("Authorization", Workload.AUTHORIZATION);
                if (isPut) {
                    request.putHeader("Content-Type", "application/json");
                } else if (workload.isFresh()) {
                    request.putHeader("Cache-Control", "no-cache");
                }
                requests.add(request);
            }
        }

        private Future<Void> next() {
            long begin = System.nanoTime();
            if (begin >= end) {
                return Future.succeededFuture();
            }
            next = (next + 1) % requests.size();
            return client.request(requests.get(next))
                    .compose(request -> body.length() == 0 ? request.send() : request.send(body))
                    .compose(response -> response.end().map(response))
                    .map(response -> response.statusCode() < 400 ? "" : Integer.toString(response.statusCode()))
                    .otherwise(NO_ANSWER)
                    .compose(error -> {
                        latencies.add((System.nanoTime() - begin) / 1000);
                        if (!error.isEmpty()) {
                            errors.merge(error, 1L, Long::sum);
                        }
                        return next();
                    });
        }

        private LoadResult result(double seconds) {
            return new LoadResult(
                    latencies.count(),
                    errors.values().stream().mapToLong(Long::longValue).sum(),
                    seconds,
                    latencies.percentile(50) / 1e3,
                    latencies.percentile(99) / 1e3,
                    errors);
        }
    }
}
