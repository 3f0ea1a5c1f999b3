package io.deliverysettings.adapter.tracing;

import io.deliverysettings.application.port.out.WaitingPort.Reason;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A Vert.x that is followed by an adapter, whose spans are kept. */
final class FollowedVertx implements AutoCloseable {

    private static final HttpClient CALLER = HttpClient.newHttpClient();

    final HeldExporter exporter = new HeldExporter();
    final TracingAdapter tracing;
    final Vertx vertx;

    FollowedVertx(double sampleRatio) {
        tracing = new TracingAdapter(
                SpanExport.to(exporter, new TracingOptions(URI.create("http://127.0.0.1:4318"), sampleRatio, "1.2.3")));
        vertx = Vertx.builder().withTracer(tracing.tracerFactory()).build();
    }

    /** A request to a server that does this with it; returns when it has been answered. What the handler throws is a 500. */
    int request(Handler<HttpServerRequest> handler, String... headers) throws Exception {
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(handler)
                .listen(0, "127.0.0.1")
                .toCompletionStage());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.actualPort() + "/path?secret=must-not-show"))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        int status = CALLER.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        await(server.close().toCompletionStage());
        return status;
    }

    /** What a context of a request of its own gives. */
    <T> CompletionStage<T> onAContext(Supplier<CompletionStage<T>> work) {
        ContextInternal context =
                ((VertxInternal) vertx).createEventLoopContext().duplicate();
        CompletableFuture<T> result = new CompletableFuture<>();
        context.runOnContext(here -> work.get().whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }));
        return result;
    }

    CompletionStage<String> followOnAContext(Reason reason, CompletionStage<String> awaited) {
        return onAContext(() -> tracing.follow(reason, awaited));
    }

    /** Everything that there is to send, when it has been sent. */
    List<SpanData> spans() {
        await(tracing.close(Duration.ofSeconds(20)));
        return exporter.spans();
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        exporter.release();
        await(tracing.close(Duration.ZERO));
        await(vertx.close().toCompletionStage());
    }
}
