package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PingOneSandboxTest extends SandboxFixture {

    @Test
    void theUrlsNameHostAndActualPort() {
        assertThat(sandbox.port()).isPositive();
        assertThat(sandbox.authUrl()).isEqualTo("http://127.0.0.1:" + sandbox.port());
        assertThat(sandbox.apiUrl()).isEqualTo("http://127.0.0.1:" + sandbox.port() + "/v1");
    }

    @Test
    void aPortTakenByAnotherProcessFailsTheStartWithABindException() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failureOf(PingOneSandbox.start(vertx, OPTIONS.withPort(taken.getLocalPort()))))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void aPortTakenByTheSameVertxIsNotShared() throws Exception {
        assertThat(failureOf(PingOneSandbox.start(vertx, OPTIONS.withPort(sandbox.port()))))
                .isInstanceOf(BindException.class);

        HttpServer other = await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1"));
        assertThat(failureOf(PingOneSandbox.start(vertx, OPTIONS.withPort(other.actualPort()))))
                .isInstanceOf(BindException.class);
        await(other.close());
    }

    @Test
    void anUnknownHostFailsTheStart() throws Exception {
        assertThat(failureOf(PingOneSandbox.start(vertx, OPTIONS.withHost("sandbox.invalid"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aStoppedSandboxFreesItsPort() throws Exception {
        int port = restartOnItsOwnPort();

        assertThat(sandbox.port()).isEqualTo(port);
        assertThat(get().statusCode()).isEqualTo(404);
    }

    /** Once in a while the system gives the port to somebody else in between; not every time. */
    private int restartOnItsOwnPort() throws Exception {
        for (int attempt = 1; attempt < 5; attempt++) {
            int port = sandbox.port();
            try {
                restart(OPTIONS.withPort(port));
                return port;
            } catch (Exception failure) {
                // Vert.x throws what is checked without declaring it.
                if (!(failure instanceof BindException)) {
                    throw failure;
                }
                restart(OPTIONS.withPort(0));
            }
        }
        int port = sandbox.port();
        restart(OPTIONS.withPort(port));
        return port;
    }

    @Test
    void stoppingTwiceSucceeds() throws Exception {
        Future<Void> first = sandbox.stop();
        Future<Void> second = sandbox.stop();

        await(first);
        await(second);
        await(sandbox.stop());
    }

    @Test
    void stoppingAfterVertxIsClosedSucceeds() throws Exception {
        Vertx own = Vertx.vertx();
        PingOneSandbox other = await(PingOneSandbox.start(own, OPTIONS));
        await(own.close());

        await(other.stop());
    }

    @Test
    void stoppingClosesAnIdleConnection() throws Exception {
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            idle.setSoTimeout(10_000);
            idle.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).isEqualTo('H');

            await(sandbox.stop());

            assertThat(idle.getInputStream().readAllBytes()).endsWith('}');
        }
    }

    @Test
    void stoppingClosesAConnectionThatStillVerifies() throws Exception {
        restart(OPTIONS.withVerificationDelay(Duration.ofHours(1)));
        String body = body(TestValues.SLOW_ACCOUNT).toString();
        String head = "PUT " + settingsPath(environment) + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer any\r\n"
                + "Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: " + body.length()
                + "\r\n\r\n";
        String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            slow.setSoTimeout(10_000);
            slow.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(slow.getInputStream().readNBytes(goOn.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(goOn);
            slow.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));

            await(sandbox.stop());

            assertThat(readUntilClosed(slow)).isEmpty();
        }
        assertThat(sandbox.received()).isEmpty();
    }

    @Test
    void settingsCallsAreRecordedWithWhatTheyDid() throws Exception {
        String upperCase = environment.toUpperCase(Locale.ROOT);
        send(request(settingsPath(upperCase))
                .header("Authorization", "Bearer any")
                .header("Correlation-Id", "first")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body(TestValues.EXAMPLE_ACCOUNT).toString())));
        send(settings().header("Correlation-Id", "second").GET());
        send(settings().header("Correlation-Id", "third").DELETE());
        send(settings().header("Correlation-Id", "fourth").DELETE());
        send(putRequest("{\"whatsAppAccountBusinessId\":\"42\"}").header("Correlation-Id", "fifth"));
        send(request(settingsPath(environment))
                .header("Correlation-Id", "sixth")
                .GET());

        assertThat(sandbox.received())
                .containsExactly(
                        new ReceivedCall("PUT", environment, TestValues.EXAMPLE_ACCOUNT, "first", true),
                        new ReceivedCall("GET", environment, "", "second", false),
                        new ReceivedCall("DELETE", environment, "", "third", true),
                        new ReceivedCall("DELETE", environment, "", "fourth", false),
                        new ReceivedCall("PUT", environment, "42", "fifth", false),
                        new ReceivedCall("GET", environment, "", "sixth", false));
    }

    @Test
    void callsOfOtherPathsAreNotRecorded() throws Exception {
        send(request("/elsewhere").GET());
        send(request(settingsPath("not-a-uuid")).GET());
        send(request("/" + environment + "/as/jwks").GET());

        assertThat(sandbox.received()).isEmpty();
    }

    @Test
    void noSecretIsRecorded() throws Exception {
        put(body(TestValues.EXAMPLE_ACCOUNT));

        assertThat(sandbox.received().toString()).doesNotContain(SECRET, USER_TOKEN, "any");
    }

    @Test
    void onlyTheNewestCallsAreKept() {
        ReceivedCalls calls = new ReceivedCalls();
        for (int i = 0; i <= ReceivedCalls.KEPT; i++) {
            calls.add(new ReceivedCall("GET", environment, "", Integer.toString(i), false));
        }

        assertThat(calls.snapshot()).hasSize(10_000);
        assertThat(calls.snapshot().get(0).correlationId()).isEqualTo("1");
    }

    /** What is left to read. A reset, which follows when the body was not read yet, ends a connection as well. */
    private static byte[] readUntilClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            return new byte[0];
        }
    }

    private static Throwable failureOf(Future<?> future) throws TimeoutException, InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            throw new AssertionError("did not fail");
        } catch (ExecutionException failed) {
            return future.cause();
        }
    }
}
