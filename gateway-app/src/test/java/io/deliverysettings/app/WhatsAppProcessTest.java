package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands that call a gateway, in a process of their own; at the gateway's address is something that tells when it is asked. */
@Timeout(60)
class WhatsAppProcessTest {

    private static final int TERMINATED = 128 + 15;
    private static final String OPERATION = "6970ac16-a42e-4ae4-96e3-b66ed27ee502";

    @TempDir
    Path directory = Path.of("");

    private final CountDownLatch asked = new CountDownLatch(2);
    private HttpServer server;

    @BeforeEach
    void answerThatTheChangeIsUnderWay() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] body = "{\"id\": \"%s\", \"state\": \"RUNNING\", \"progress\": \"VERIFYING\"}"
                .formatted(OPERATION)
                .getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            asked.countDown();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private ChildProcess start(String jvmOption, String... line) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jvmOption,
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName(),
                "whatsapp"));
        command.addAll(List.of(line));
        return ChildProcess.start(
                directory,
                Map.of(
                        "DELIVERY_SETTINGS_GATEWAY",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "DELIVERY_SETTINGS_ENVIRONMENT",
                        WhatsAppClient.EXAMPLE_ENVIRONMENT,
                        "DELIVERY_SETTINGS_TOKEN",
                        "any-token"),
                command);
    }

    @Test
    void whoeverEndsItIsToldThatTheChangeGoesOn() throws Exception {
        try (ChildProcess follow = start("-Xshare:auto", "follow", OPERATION)) {
            assertThat(asked.await(30, TimeUnit.SECONDS)).as("%s", follow).isTrue();

            follow.terminate();

            assertThat(follow.exitCode()).as("%s", follow).isEqualTo(TERMINATED);
            assertThat(follow.err().strip())
                    .isEqualTo("gateway: the change goes on. To follow it: ./gateway whatsapp follow " + OPERATION);
            assertThat(follow.out()).isEmpty();
        }
    }

    @Test
    void nothingOfAGatewayIsLoaded() throws Exception {
        try (ChildProcess numbers = start("-Xlog:class+load", "numbers")) {
            assertThat(numbers.exitCode()).as("%s", numbers.err()).isZero();
            assertThat(numbers.out())
                    .contains("io.deliverysettings.app.client.NumbersCommand")
                    .doesNotContain(
                            "io.vertx.", "io.netty.", "org.sqlite.", "ch.qos.logback.", "io.deliverysettings.adapter.");
        }
    }
}
