package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a pool of connections takes from a host, and how much of it. */
class ConnectionBoundsTest extends VertxFixture {

    private final List<WebClient> clients = new ArrayList<>();

    @AfterEach
    void closeClients() {
        clients.forEach(WebClient::close);
    }

    private WebClient open(ConnectionOptions options, URI target) {
        WebClient client = Connections.open(vertx, options, target, connection -> {});
        clients.add(client);
        return client;
    }

    private static Future<HttpResponse<Buffer>> get(WebClient client, URI target) {
        return client.requestAbs(HttpMethod.GET, target.toString())
                .as(new BoundedBody(1024))
                .send();
    }

    private Future<HttpResponse<Buffer>> get(ScriptedServer server) {
        return get(open(ConnectionOptions.usual(), server.apiUrl()), server.apiUrl());
    }

    @Test
    void headersOfUpTo16KiBAreReadAndLargerOnesAreNot() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.answering(ScriptedServer.http(200, "X: " + "x".repeat(15 * 1024) + "\r\n", "{}"))) {
            assertThat(await(get(server)).statusCode()).isEqualTo(200);
        }
        for (String headers : List.of("X: " + "x".repeat(17 * 1024) + "\r\n", "X: x\r\n".repeat(5000))) {
            try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.http(200, headers, "{}"))) {
                assertThat(failure(get(server))).hasMessageContaining("HTTP header is larger than 16384 bytes");
                assertThat(server.seesTheClientHangUp()).isTrue();
            }
        }
    }

    @Test
    void aStatusLineOfMoreThanAKibibyteIsNotRead() throws Exception {
        String line = "HTTP/1.1 200 " + "x".repeat(1024);
        try (ScriptedServer server = ScriptedServer.answering(line + "\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(failure(get(server))).hasMessageContaining("larger than 1024 bytes");
        }
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        try (ScriptedServer elsewhere = ScriptedServer.answering(ScriptedServer.json(200, "{}"));
                ScriptedServer server = ScriptedServer.answering(
                        ScriptedServer.http(302, "Location: " + elsewhere.apiUrl() + "\r\n", ""))) {
            assertThat(await(get(server)).statusCode()).isEqualTo(302);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void connectionsAndThoseThatWaitForOneAreBounded() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(exchange -> {
            answered.await(5, TimeUnit.SECONDS);
            exchange.send(ScriptedServer.json(200, "{}"));
        })) {
            WebClient client = open(ConnectionOptions.usual().withMaxConnections(2), server.apiUrl());
            List<Future<HttpResponse<Buffer>>> calls = new ArrayList<>();
            calls.add(get(client, server.apiUrl()));
            calls.add(get(client, server.apiUrl()));
            eventually(() -> server.requests().size() == 2);
            for (int i = 0; i < 2 * 16; i++) {
                calls.add(get(client, server.apiUrl()));
            }

            assertThat(failure(get(client, server.apiUrl()))).hasMessageContaining("max wait queue size");
            answered.countDown();
            for (Future<HttpResponse<Buffer>> call : calls) {
                assertThat(await(call).statusCode()).isEqualTo(200);
            }
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionIsReplacedWhenItsTimeIsOverHoweverMuchItIsUsed() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering(ScriptedServer.json(200, "{}"))) {
            WebClient client = open(
                    ConnectionOptions.usual().withMaxConnections(1).withMaxLifetime(Duration.ofSeconds(1)),
                    server.apiUrl());
            eventually(() -> {
                await(get(client, server.apiUrl()));
                return server.connections() >= 2;
            });
            assertThat(server.requests()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void anIpv6AddressIsReached() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, Certificates.ipv6Loopback())) {
            CompletableFuture<String> request = CompletableFuture.supplyAsync(() -> answerOnce(server));
            URI target = URI.create("http://[::1]:" + server.getLocalPort() + "/v1");

            assertThat(await(get(open(ConnectionOptions.usual(), target), target))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(request.get(5, TimeUnit.SECONDS).toLowerCase(java.util.Locale.ROOT))
                    .contains("get /v1 ", "host: [::1]:" + server.getLocalPort());
        }
    }

    /** Answers one request without a body, and gives its head. */
    static String answerOnce(ServerSocket server) {
        try (Socket socket = server.accept()) {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (!head.toString().endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return head.toString();
                }
                head.append((char) next);
            }
            socket.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head.toString();
        } catch (java.io.IOException broken) {
            return broken.toString();
        }
    }
}
