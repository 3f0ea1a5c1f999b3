package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.ReceivedCall;
import io.deliverysettings.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The composition for PingOne itself, with a PingOne that was started by somebody else. */
@Timeout(30)
class PingOneCompositionTest {

    private static final Vertx VERTX = Vertx.vertx();

    private static PingOneSandbox pingOne;

    @BeforeAll
    static void startPingOne() throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withPort(0).withVerificationDelay(Duration.ofMinutes(1));
        pingOne = PingOneSandbox.start(VERTX, options).await(10, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stopPingOne() throws Exception {
        VERTX.close().await(10, TimeUnit.SECONDS);
    }

    private static RunningGateway gateway(String... flags) throws Gateway.CannotStart {
        String[] line = new String[flags.length + 4];
        line[0] = "--upstream";
        line[1] = "pingone";
        line[2] = "--pingone-api-url";
        line[3] = pingOne.apiUrl();
        System.arraycopy(flags, 0, line, 4, flags.length);
        return RunningGateway.with(line);
    }

    @Test
    void theJourneyIsTheSameAndPingOneIsAskedForIt() throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();

            Answer put = client.put(Bodies.EXAMPLE);
            Answer get = client.get();

            assertThat(gateway.hasSandbox()).isFalse();
            assertThat(put.status()).as(put.body()).isEqualTo(201);
            assertThat(Normal.withoutOwnLinks(put.json(), client.environment(), gateway.apiUrl()))
                    .isEqualTo(Answer.json(Bodies.EXAMPLE_ANSWER)
                            .toString()
                            .replace(WhatsAppClient.EXAMPLE_ENVIRONMENT, client.environment()));
            assertThat(get.json().toString()).isEqualTo(put.json().toString());
            assertThat(pingOne.received())
                    .filteredOn(call -> call.environmentId().equals(client.environment()))
                    .extracting(ReceivedCall::method)
                    .as("what was just written is not asked for again")
                    .containsExactly("GET", "PUT");
        }
    }

    @Test
    void aSlashAtTheEndOfTheAddressMakesNoDifference() throws Exception {
        try (RunningGateway gateway =
                RunningGateway.with("--upstream", "pingone", "--pingone-api-url", pingOne.apiUrl() + "/")) {
            assertThat(gateway.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
        }
    }

    @Test
    void browsersMayCallOnlyFromTheOriginsThatAreAllowed() throws Exception {
        try (RunningGateway nobody = gateway();
                RunningGateway one = gateway("--cors-origins", "https://a.example,https://b.example")) {
            assertThat(allowedOrigin(nobody, "https://a.example")).isEmpty();
            assertThat(allowedOrigin(one, "https://b.example")).isEqualTo("https://b.example");
            assertThat(allowedOrigin(one, "https://c.example")).isEmpty();
        }
    }

    @Test
    void theRulesOfSelectionAreThoseOfTheSettings() throws Exception {
        try (RunningGateway gateway = gateway("--minimum-quality", "green", "--choose-only-number", "false")) {
            Answer unasked = gateway.client().put(Bodies.put("107794359053209"));
            Answer yellow = gateway.client().put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000003"));

            assertThat(unasked.status()).as(unasked.body()).isEqualTo(201);
            assertThat(unasked.selected()).isEmpty();
            assertThat(yellow.status()).isEqualTo(400);
        }
    }

    @Test
    void aWriteThatTakesTooLongTimesOutAndMayHaveBeenMade() throws Exception {
        try (RunningGateway gateway = gateway("--write-timeout", "300ms")) {
            Answer late = gateway.client().put(Bodies.put(Bodies.SLOW, "206000000000060"));

            assertThat(late.status()).as(late.body()).isEqualTo(504);
            assertThat(late.code()).isEqualTo("UPSTREAM_TIMEOUT");
            assertThat(late.message()).contains("may have been made");
        }
    }

    @Test
    void aReadThatTakesTooLongTimesOut() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                RunningGateway gateway = RunningGateway.with(
                        "--upstream",
                        "pingone",
                        "--pingone-api-url",
                        "http://127.0.0.1:" + silent.getLocalPort() + "/v1",
                        "--read-timeout",
                        "300ms")) {
            assertThat(gateway.client().get().code()).isEqualTo("UPSTREAM_TIMEOUT");
        }
    }

    @Test
    void aPingOneThatCannotBeReachedIsUnavailable() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        try (RunningGateway gateway = RunningGateway.with(
                "--upstream",
                "pingone",
                "--pingone-api-url",
                "http://127.0.0.1:" + closed + "/v1",
                "--read-timeout",
                "1s",
                "--write-timeout",
                "1s")) {
            Answer put = gateway.client().put(Bodies.EXAMPLE);

            assertThat(put.status()).as(put.body()).isEqualTo(503);
            assertThat(put.code()).isEqualTo("UPSTREAM_UNAVAILABLE");
        }
    }

    @Test
    void linksFollowTheProxyOnlyIfItIsTrusted() throws Exception {
        try (RunningGateway trusting = gateway("--trust-forwarded", "true");
                RunningGateway wary = gateway()) {
            assertThat(selfBehindAProxy(trusting)).startsWith("https://gateway.example/v1/");
            assertThat(selfBehindAProxy(wary)).startsWith(wary.apiUrl().toString());
        }
    }

    @Test
    void theCompositionIsLogged() throws Exception {
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = gateway("--minimum-quality", "yellow", "--read-timeout", "7s")) {
            assertThat(gateway.hasSandbox()).isFalse();
            assertThat(log.text())
                    .contains(
                            "upstream PINGONE at " + pingOne.apiUrl(),
                            "readLimit=PT7S",
                            "minimumQuality=Optional[YELLOW]")
                    .contains("allowedOrigins=[]")
                    .doesNotContain("plain http");
        }
    }

    @Test
    void plainHttpThatLeavesTheMachineIsWarnedOf() throws Exception {
        try (CapturedLog log = CapturedLog.from(Level.WARN);
                RunningGateway gateway = RunningGateway.with(
                        "--upstream", "pingone", "--pingone-api-url", "http://pingone.invalid/v1")) {
            assertThat(gateway.hasSandbox()).isFalse();
            assertThat(log.text()).contains("plain http");
        }
    }

    @Test
    void aRegionIsAnAddressOfPingOne() throws Exception {
        try (CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway gateway = RunningGateway.with("--upstream", "pingone", "--region", "com.au")) {
            assertThat(gateway.hasSandbox()).isFalse();
            assertThat(log.text()).contains("upstream PINGONE at https://api.pingone.com.au/v1");
        }
    }

    private static String allowedOrigin(RunningGateway gateway, String origin) throws Exception {
        return WhatsAppClient.send(gateway.client().request("").GET().header("Origin", origin))
                .header("Access-Control-Allow-Origin");
    }

    private static String selfBehindAProxy(RunningGateway gateway) throws Exception {
        Answer put = WhatsAppClient.send(gateway.client()
                .putRequest("", Bodies.EXAMPLE)
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "gateway.example"));
        return put.json().at("/_links/self/href").asText();
    }
}
