package io.deliverysettings.adapter.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ClientId;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line a request, whatever becomes of it, with what an operator looks for and nothing that a caller has made up. */
class AccessLogTest {

    private static final String WHATS_APP = Links.WHATS_APP_ROUTE.replace(":envID", "{envID}");

    private final Gateway gateway = Gateway.start(new HttpApiOptions("127.0.0.1", 0, true, List.of("http://other")));
    private final CapturedLog log = CapturedLog.from(Level.INFO);

    @AfterEach
    void close() throws Exception {
        log.close();
        gateway.close();
    }

    @Test
    void aRequestIsTold() throws Exception {
        permit("client-1");
        byte[] body = Samples.body().toString().getBytes(UTF_8);

        Answer answer = gateway.send(
                gateway.putRequest(Samples.PATH + "?dryRun=false", body).header("Correlation-Id", "call-1"));

        Map<String, Object> line = line();
        assertThat(line.remove("durationMs"))
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isBetween(0L, 10_000L);
        assertThat(line)
                .isEqualTo(Map.ofEntries(
                        Map.entry("method", "PUT"),
                        Map.entry("path", Samples.PATH),
                        Map.entry("route", WHATS_APP),
                        Map.entry("status", 201),
                        Map.entry("bytesIn", (long) body.length),
                        Map.entry("bytesOut", (long) answer.body().length()),
                        Map.entry("address", "127.0.0.1"),
                        Map.entry("client", "client-1"),
                        Map.entry("protocol", "HTTP/1.1"),
                        Map.entry("correlationId", "call-1")));
        assertThat(log.lines("access"))
                .singleElement()
                .asString()
                .startsWith("INFO access: answered ")
                .contains(" [call-1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET PATH HTTP/1.1#Host: a#AUTH | GET | 200 | /whatsApp",
                "HEAD PATH/numbers HTTP/1.1#Host: a#AUTH | HEAD | 200 | /numbers",
                "GET PATH HTTP/1.1#Host: a | GET | 401 | /whatsApp",
                "GET PATH/history?limit=x HTTP/1.1#Host: a#AUTH | GET | 400 | /history",
                "PUT PATH HTTP/1.1#Host: a#AUTH#Content-Length: 0 | PUT | 415 | /whatsApp",
                "PATCH PATH HTTP/1.1#Host: a | PATCH | 405 | /whatsApp",
                "MADEUP PATH HTTP/1.1#Host: a | OTHER | 405 | /whatsApp",
                "OPTIONS PATH HTTP/1.1#Host: a | OPTIONS | 204 | /whatsApp",
                "GET /v1/madeup HTTP/1.1#Host: a | GET | 404 | ",
                "GET PATH HTTP/1.1#Host: a#AUTH#Origin: http://madeup | GET | 403 | ",
                "GET PATH HTTP/1.1#AUTH | GET | 400 | ",
                "GET PATH HTTP/1.1#Host: a b#AUTH | GET | 400 | ",
                "GET /%zz HTTP/1.1#Host: a | GET | 400 | ",
                "madeup | GET | 400 | ",
                "GET PATH HTTP/1.1#Host: a#no colon | GET | 400 | "
            })
    void everyRequestIsToldOnce(String request, String method, int status, String route) throws Exception {
        gateway.rawText(request.replace("#", "\r\n") + "\r\nConnection: close\r\n\r\n");

        Map<String, Object> line = line();
        assertThat(line).containsEntry("method", method).containsEntry("status", status);
        assertThat(line).containsKeys("correlationId", "address", "durationMs");
        assertThat(line).doesNotContainKey("client");
        if (route == null) {
            assertThat(line).doesNotContainKey("route");
        } else {
            assertThat(line.get("route")).asString().endsWith(route);
        }
        assertThat(log.lines("access")).noneMatch(text -> text.contains("madeup") || text.contains("MADEUP"));
    }

    @Test
    void aRequestOfHttp2IsToldToo() throws Exception {
        HttpClient http2 = gateway.vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        Gateway.await(http2.request(HttpMethod.GET, gateway.port, "127.0.0.1", "/x")
                .compose(request -> request.send())
                .compose(response -> response.body()));

        assertThat(line()).containsEntry("protocol", "HTTP/2").containsEntry("status", 404);
    }

    @Test
    void aCallerThatLeavesBeforeItsAnswerIsToldWithoutAStatus() throws Exception {
        CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        gateway.read.does(query -> {
            asked.countDown();
            return pending;
        });
        try (Socket socket = gateway.connect()) {
            // A body that nobody wants must not keep the gateway from seeing that the caller leaves.
            Gateway.write(
                    socket,
                    Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nContent-Length: 300000\r\n\r\n")
                            + " ".repeat(300_000));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        }

        Map<String, Object> line = line();
        pending.complete(Samples.found(Samples.SETTINGS));

        assertThat(line).containsEntry("route", WHATS_APP).doesNotContainKey("status");
        assertThat(log.lines("access")).singleElement().asString().startsWith("INFO access: aborted ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Forwarded: for=192.0.2.43 | 192.0.2.43",
                "Forwarded: For=\"192.0.2.43:4711\";proto=https | 192.0.2.43",
                "Forwarded: for=\"[2001:db8:cafe::17]:4711\" | 2001:db8:cafe::17",
                "Forwarded: for=10.0.0.1, for=\"[2001:db8:cafe::17]\" | 2001:db8:cafe::17",
                "Forwarded: for=192.0.2.43#X-Forwarded-For: 192.0.2.44 | 192.0.2.43",
                "X-Forwarded-For: 10.0.0.1, 192.0.2.44 | 192.0.2.44",
                "X-Forwarded-For: 10.0.0.1#X-Forwarded-For: 192.0.2.44 | 192.0.2.44",
                "X-Forwarded-For: 192.0.2.44:80 | 192.0.2.44",
                "X-Forwarded-For: 2001:db8::1 | 2001:db8::1",
                "Forwarded: for=unknown | 127.0.0.1",
                "Forwarded: for=_hidden | 127.0.0.1",
                "Forwarded: for=\"a b\" | 127.0.0.1",
                "X-Forwarded-For: madeup | 127.0.0.1",
                "X-Forwarded-For: 1111111111111111111111111111111111111111111111111111 | 127.0.0.1"
            })
    void theAddressIsThatOfTheClientWhereAProxyIsTrusted(String headers, String address) throws Exception {
        String request = "GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n" + headers.replace("#", "\r\n")
                + "\r\nConnection: close\r\n\r\n";

        gateway.raw(request);
        assertThat(line()).containsEntry("address", address);
        assertThat(gateway.authorize.onlyQuestion().origin().address()).isEqualTo(address);

        try (Gateway plain = Gateway.start()) {
            plain.raw(request);
            assertThat(plain.authorize.onlyQuestion().origin().address()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void everyOtherLineHasTheCorrelationIdAsAPairToo() throws Exception {
        gateway.read.fails(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.NONE));
        gateway.send(gateway.request(Samples.PATH).header("Correlation-Id", "call-1"));
        gateway.read.fails(new IllegalStateException("a bug"));
        gateway.send(gateway.request(Samples.PATH).header("Correlation-Id", "call-2"));

        assertThat(log.problems()).hasSize(2);
        assertThat(log.pairs(FailureWriter.class.getName()))
                .extracting(pairs -> String.valueOf(pairs.get("correlationId")))
                .containsExactly("call-1", "call-2");
        assertThat(log.lines(FailureWriter.class.getName()).get(0)).endsWith("[call-1]");
        assertThat(log.lines(FailureWriter.class.getName()).get(1)).contains("[call-2]", "IllegalStateException");
    }

    @Test
    void whoCallsIsInNoOtherLine() throws Exception {
        permit("client-1");
        gateway.read.fails(new PortFault(PortFault.Kind.TIMEOUT, PortFault.Effect.NONE));
        gateway.get();
        gateway.read.fails(new IllegalStateException("a bug"));
        gateway.get();

        assertThat(log.problems()).hasSize(2).noneMatch(line -> line.contains("client-1"));
    }

    @Test
    void whatIsTurnedOffIsNotWritten() throws Exception {
        try (CapturedLog quiet = CapturedLog.from(Level.WARN)) {
            gateway.get();

            assertThat(quiet.lines("access")).isEmpty();
        }
    }

    private void permit(String client) {
        gateway.authorize.does(query -> CompletableFuture.completedFuture((Result) new Permitted(
                new Caller(
                        query.accessToken().orElseThrow(),
                        Optional.of(new ClientId(client)),
                        query.origin().correlationId(),
                        Optional.empty(),
                        Optional.empty()),
                Access.unrestricted())));
    }

    /** The only one; it is written when the answer is on its way, and may come after it. */
    private Map<String, Object> line() throws InterruptedException {
        for (int i = 0; i < 500 && log.lines("access").isEmpty(); i++) {
            Thread.sleep(10);
        }
        List<Map<String, Object>> lines = log.pairs("access");
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
