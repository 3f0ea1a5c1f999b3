package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.adapter.http.ManagementOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where those who watch over the gateway reach it. What is refused is in {@link SettingRefusalTest}. */
@Timeout(60)
class ManagementSettingsTest {

    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    Path data = Path.of("");

    @Test
    void unlessSetItIsThisMachineAlone() {
        assertThat(CliRun.of(Map.of()).settings().management.options())
                .isEqualTo(ManagementOptions.usual())
                .isEqualTo(new ManagementOptions(LOOPBACK, 9080));
    }

    @Test
    void whatIsSetIsWhereItListens() {
        assertThat(CliRun.of(Map.of(), "--management-host=10.0.0.1", "--management-port=9999")
                        .settings()
                        .management
                        .options())
                .isEqualTo(new ManagementOptions("10.0.0.1", 9999));
    }

    @Test
    void aPortThatIsTakenIsNamedByItsSettingAndNothingIsLeftRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CliRun run = CliRun.started(
                    RunningGateway.FOR_TESTS,
                    "--data-dir=" + data,
                    "--port=0",
                    "--sandbox-port=0",
                    "--management-port=" + taken.getLocalPort());

            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualToNormalizingNewlines("gateway: port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use; choose another with --management-port\n");
        }
        // The store and the audit log have been given back.
        RunningGateway.in(data).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void theLogWarnsOfAnInterfaceThatOthersReach(String host) throws Exception {
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            RunningGateway.in(data, "--management-host=" + host).close();

            assertThat(log.text()).contains("the management port answers whoever reaches " + host);
        }
        try (CapturedLog log = CapturedLog.from(Level.WARN)) {
            RunningGateway.in(data).close();

            assertThat(log.text()).doesNotContain("management port");
        }
    }
}
