package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged application as its users start, use and stop it: by {@code ./gateway}. */
@Timeout(120)
class GatewayProcessIT {

    private static final String BUILDING = "building";
    private static final String INFORMATION = "[0-9-]+T[0-9:.]+Z INFO +[a-zA-Z.]+ .*";

    @TempDir
    Path temporary = Path.of("");

    private final List<ChildProcess> children = new ArrayList<>();

    @AfterEach
    void endEveryChild() {
        children.forEach(ChildProcess::close);
    }

    @Test
    void afterTheBuildItServesWithoutBuildingAgainAndThePrintedRequestWorks() throws Exception {
        ChildProcess gateway = start("--port", "0", "--sandbox-port", "0");
        String ready = gateway.awaitOut("ready: ");
        gateway.awaitOut("  }'");

        assertThat(ready).matches("ready: http://127\\.0\\.0\\.1:[0-9]+/v1");
        Answer put = WhatsAppClient.send(
                Curl.parse(gateway.out().substring(gateway.out().indexOf("curl ")), Map.of())
                        .request());
        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(Normal.withoutOwnLinks(put.json(), WhatsAppClient.EXAMPLE_ENVIRONMENT, apiUrl(ready)))
                .isEqualTo(Answer.json(Bodies.EXAMPLE_ANSWER).toString());

        assertThat(gateway.out().lines().limit(6))
                .containsExactly(
                        ready,
                        "console: " + apiUrl(ready).resolve("/console"),
                        "",
                        "Try it (PingOne is a sandbox here, so any token and secret will do):",
                        "",
                        "curl -sS -X PUT '" + ready.substring("ready: ".length()) + "/environments/"
                                + WhatsAppClient.EXAMPLE_ENVIRONMENT
                                + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp' \\");
        assertThat(gateway.err()).doesNotContain(BUILDING);
        assertThat(gateway.err())
                .contains("upstream SANDBOX at http://127.0.0.1:", "readLimit=PT30S", "allowedOrigins=[*]");

        // The client's connection is still open, and must not delay the end.
        gateway.terminate();
        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
        assertThat(gateway.err())
                .contains("stopping: no new requests", "stopped")
                .doesNotContain("Exception");
    }

    @Test
    void itIsStartedThroughALinkFromAnotherDirectoryWithSettingsOfEverySource() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("my gateway"), script());
        Files.writeString(temporary.resolve("settings.yaml"), "sandbox-port: 0\nminimum-quality: YELLOW\n");

        ChildProcess gateway = start(
                temporary,
                Map.of("GATEWAY_PORT", "0", "GATEWAY_CONFIG", "settings.yaml", "GATEWAY_PROT", "1"),
                List.of(link.toString(), "run", "--drain-timeout", "1s"));
        String ready = gateway.awaitOut("ready: ");
        Files.delete(link);

        assertThat(WhatsAppClient.of(apiUrl(ready)).get().status()).isEqualTo(404);
        assertThat(gateway.err())
                .contains("minimumQuality=Optional[YELLOW]", "GATEWAY_PROT in the environment is not a setting")
                .doesNotContain(BUILDING);
    }

    @Test
    void theSandboxRunsAlone() throws Exception {
        ChildProcess sandbox = start("sandbox", "--sandbox-port", "0");
        String ready = sandbox.awaitOut("ready: ");

        Answer put = WhatsAppClient.of(apiUrl(ready)).put(Bodies.EXAMPLE);

        assertThat(put.status()).as(put.body()).isEqualTo(201);
        assertThat(sandbox.out()).isEqualTo(ready);
        sandbox.terminate();
        assertThat(sandbox.exitCode()).as("%s", sandbox).isEqualTo(143);
        assertThatNothingWentWrong(sandbox);
    }

    @Test
    void theVersionIsThatOfTheBuild() throws Exception {
        ChildProcess version = start("--version");

        assertThat(version.exitCode()).as("%s", version).isZero();
        assertThat(version.out())
                .matches("Delivery Settings Gateway [0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)? \\(Java .+\\)");
        assertThat(version.err()).isEmpty();
    }

    @Test
    void aPortInUseIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            ChildProcess gateway = start("--port", port, "--sandbox-port", "0");
            assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(1);
            assertThat(gateway.out()).isEmpty();
            assertThat(complaint(gateway))
                    .isEqualTo("gateway: port " + port + " on 127.0.0.1 is in use; choose another with --port");

            ChildProcess sandbox = start("--port", "0", "--sandbox-port", port);
            assertThat(sandbox.exitCode()).as("%s", sandbox).isEqualTo(1);
            assertThat(sandbox.out()).isEmpty();
            assertThat(complaint(sandbox))
                    .isEqualTo("gateway: port " + port + " on 127.0.0.1 is in use; choose another with --sandbox-port");
        }
    }

    @Test
    void aSettingThatIsRefusedIsSaidInOneLine() throws Exception {
        ChildProcess gateway = start(temporary, Map.of("GATEWAY_READ_TIMEOUT", "11m"), List.of(script().toString()));

        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(2);
        assertThat(gateway.out()).isEmpty();
        assertThat(gateway.err())
                .hasLineCount(1)
                .contains("'--read-timeout'", "must be at most 10m", "set by GATEWAY_READ_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whenToldToStopItFinishesTheRunningRequestAndTakesNoOther(int times) throws Exception {
        ChildProcess gateway = start("--port", "0", "--sandbox-port", "0", "--sandbox-verification-delay", "1500ms");
        URI apiUrl = apiUrl(gateway.awaitOut("ready: "));
        WhatsAppClient client = WhatsAppClient.of(apiUrl);
        CompletableFuture<Answer> running = client.putUnderWay(Bodies.put(Bodies.SLOW, "206000000000060"));
        // Leaves an idle connection, which must not take a request any more either.
        assertThat(client.get().status()).isEqualTo(404);

        for (int signal = 0; signal < times; signal++) {
            gateway.terminate();
            gateway.awaitErr("stopping: no new requests");
        }

        assertThatRefusesConnections(apiUrl, running);
        assertThatRefusesRequests(client, running);
        Answer finished = running.get(15, TimeUnit.SECONDS);
        assertThat(finished.status()).as(finished.body()).isEqualTo(201);
        assertThat(finished.selected()).containsExactly("206000000000060");
        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
        assertThat(gateway.err()).contains("stopped");
        assertThatNothingWentWrong(gateway);
    }

    @Test
    void aRequestThatOutlastsTheDrainTimeoutDoesNotKeepItFromStopping() throws Exception {
        ChildProcess gateway = start(
                "--port", "0", "--sandbox-port", "0", "--sandbox-verification-delay", "1h", "--drain-timeout", "200ms");
        WhatsAppClient client = WhatsAppClient.of(apiUrl(gateway.awaitOut("ready: ")));
        CompletableFuture<Answer> running = client.putUnderWay(Bodies.put(Bodies.SLOW, "206000000000060"));

        gateway.terminate();

        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
        assertThat(gateway.err()).contains("stopped").doesNotContainPattern("(?m)^\\s+at ");
        // Cut off; or, when the end of PingOne's connection is noticed first, told that it failed.
        running.handle((told, failure) -> {
                    assertThat(told == null ? 500 : told.status()).isGreaterThanOrEqualTo(500);
                    return told;
                })
                .get(5, TimeUnit.SECONDS);
    }

    /** The listening socket closes soon after the signal, and long before the running request ends. */
    private static void assertThatRefusesConnections(URI apiUrl, CompletableFuture<Answer> running)
            throws IOException, InterruptedException {
        while (true) {
            assertThat(running).as("the request that should still be running").isNotDone();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), apiUrl.getPort())) {
                assertThat(socket.isConnected()).isTrue();
            } catch (ConnectException refused) {
                return;
            } catch (SocketException reset) {
                // Accepted a moment before the end, and turned away.
                Thread.sleep(5);
            }
        }
    }

    /** An idle connection is closed a moment after the listening socket; the client then tries to open another. */
    private static void assertThatRefusesRequests(WhatsAppClient client, CompletableFuture<Answer> running)
            throws InterruptedException {
        while (true) {
            assertThat(running).as("the request that should still be running").isNotDone();
            try {
                client.get();
            } catch (ConnectException refused) {
                return;
            } catch (IOException closed) {
                // Closed under the request: the next one has no connection left.
            }
            Thread.sleep(5);
        }
    }

    /** No warning, no stack trace, nothing that is not a line of the log. */
    private static void assertThatNothingWentWrong(ChildProcess child) {
        assertThat(child.err().lines()).allMatch(line -> line.matches(INFORMATION));
    }

    /** What is said beside the log. */
    private static String complaint(ChildProcess child) {
        List<String> lines =
                child.err().lines().filter(line -> !line.matches(INFORMATION)).toList();
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }

    private static URI apiUrl(String ready) {
        return URI.create(ready.substring("ready: ".length()));
    }

    private static Path script() {
        return Repository.root().resolve("gateway");
    }

    private ChildProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("./gateway"));
        command.addAll(List.of(arguments));
        return start(Repository.root(), Map.of(), command);
    }

    /** With a Maven that does nothing: a build within the build would be a mistake, and is to be seen as one. */
    private ChildProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path tools = Files.createDirectories(temporary.resolve("tools"));
        Path mvn = tools.resolve("mvn");
        Files.writeString(mvn, "#!/bin/sh\nexit 1\n", StandardCharsets.UTF_8);
        Files.setPosixFilePermissions(mvn, PosixFilePermissions.fromString("rwxr-xr-x"));
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("GATEWAY_DATA_DIR", temporary.resolve("data").toString());
        all.put("PATH", tools + ":" + System.getenv("PATH"));
        ChildProcess child = ChildProcess.start(directory, all, command);
        children.add(child);
        return child;
    }
}
