package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the gateway listens, and what is left of it when it cannot. */
@Timeout(30)
class ListeningTest {

    private static final byte[] LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    @TempDir
    Path directory = Path.of("");

    @Test
    void aPortInUseIsNamedWithTheSettingToChangeIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            CliRun gateway = CliRun.started(data(), "--sandbox-port", "0", "--port", port);
            CliRun sandbox = CliRun.started(Map.of(), "sandbox", "--sandbox-port", port);

            assertThat(gateway.exitCode()).isEqualTo(1);
            assertThat(gateway.err().strip())
                    .isEqualTo("gateway: port " + port + " on 127.0.0.1 is in use; choose another with --port");
            assertThat(sandbox.exitCode()).isEqualTo(1);
            assertThat(sandbox.err().strip())
                    .isEqualTo("gateway: port " + port + " on 127.0.0.1 is in use; choose another with --sandbox-port");
        }
    }

    @Test
    void aStartThatFailsLeavesNothingRunning() throws Exception {
        int free = freePort();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> RunningGateway.with("--port", port, "--sandbox-port", Integer.toString(free)))
                    .isInstanceOf(Gateway.CannotStart.class)
                    .hasCauseInstanceOf(BindException.class);
        }
        try (ServerSocket again = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(free);
        }
    }

    @Test
    void afterStoppingThePortsAreFreeAgain() throws Exception {
        int port;
        try (RunningGateway gateway = RunningGateway.with()) {
            port = gateway.apiUrl().getPort();
            assertThat(gateway.client().get().status()).isEqualTo(404);
        }
        try (RunningGateway again = RunningGateway.with("--port", Integer.toString(port))) {
            assertThat(again.client().get().status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no.such.host.invalid", "a b"})
    void aHostThatIsNotKnownIsNamed(String host) {
        CliRun run = CliRun.started(data(), "--sandbox-port", "0", "--port", "0", "--host", host);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("gateway: cannot listen on " + host + " port 0: ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void anAddressOfIpVersion6MayBeInBrackets(String host) throws Exception {
        assumeTrue(hasIpVersion6(), "this machine has no IPv6");

        try (RunningGateway gateway = RunningGateway.with("--host", host)) {
            assertThat(gateway.apiUrl()).hasHost("[::1]");
            assertThat(gateway.client().get().status()).isEqualTo(404);
        }
    }

    private Map<String, String> data() {
        Map<String, String> environment = new HashMap<>(RunningGateway.FOR_TESTS);
        environment.put("GATEWAY_DATA_DIR", directory.resolve("data").toString());
        return environment;
    }

    private static boolean hasIpVersion6() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
