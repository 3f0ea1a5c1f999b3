package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VertxLoadTest {

    private final Vertx vertx = Vertx.vertx();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void itSendsTheWholeWorkloadAndCountsWhatIsAnsweredBadly() throws Exception {
        try (VertxLoad load = new VertxLoad(LoadGenerator.CONNECTIONS)) {
            LoadResult result = load.run(
                    serverThatRefuses("000000000001"),
                    new Workload(Workload.Method.PUT, Workload.writes().paths().subList(0, 4), false),
                    Duration.ofMillis(300));

            assertThat(bodies).containsExactly(Workload.BODY);
            assertThat(paths).hasSize(4).allMatch(path -> path.endsWith("/whatsApp"));
            assertThat(result.errors()).isPositive().isLessThan(result.requests());
            assertThat(result.errorsByKind()).containsOnlyKeys("503").containsEntry("503", result.errors());
            assertThat(result.tellErrors()).isEqualTo(result.errors() + " 503");
            assertThat(result.p99Millis())
                    .isGreaterThanOrEqualTo(result.medianMillis())
                    .isPositive();
        }
    }

    private int serverThatRefuses(String environment) throws Exception {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    bodies.add(body.toString());
                    paths.add(request.path());
                    request.response()
                            .setStatusCode(request.path().contains(environment) ? 503 : 200)
                            .end();
                }));
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }
}
