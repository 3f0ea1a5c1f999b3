package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a gateway that runs, by another process, and a gateway from it elsewhere. */
@Timeout(120)
class StoreCommandsIT {

    private static final String FIRST = "205000000000001";
    private static final String SECOND = "205000000000002";
    private static final String THIRD = "205000000000003";

    @TempDir
    Path temporary = Path.of("");

    private final List<ChildProcess> children = new ArrayList<>();
    private ExternalPingOne pingOne;

    @BeforeEach
    void startPingOne() throws Exception {
        pingOne = ExternalPingOne.start();
    }

    @AfterEach
    void endAll() throws Exception {
        children.forEach(ChildProcess::close);
        pingOne.close();
    }

    @Test
    void aGatewayFromABackupGoesOnWhereTheBackupWasMade() throws Exception {
        Path data = temporary.resolve("data");
        Path restored = temporary.resolve("restored");
        ChildProcess gateway = running(data);
        WhatsAppClient client = WhatsAppClient.of(PackagedApplication.apiUrl(gateway));
        assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST)).status()).isEqualTo(201);
        assertThat(Steps.selectNumber(client, SECOND).status()).isEqualTo(200);

        assertThat(result(Map.of("GATEWAY_DATA_DIR", "data"), "backup", "backup.db"))
                .isEqualTo("backed up to backup.db");
        Answer atTheBackup = client.get();
        List<String> history = Steps.entries(Steps.history(client));
        WhatsAppClient later = WhatsAppClient.of(client.apiUrl());
        assertThat(later.put(Bodies.EXAMPLE).status()).isEqualTo(201);
        stop(gateway);
        Files.createDirectory(restored);
        Files.copy(data.resolve("keyset.json"), restored.resolve("keyset.json"));
        assertThat(result(Map.of(), "restore", "backup.db", "--data-dir", "restored"))
                .isEqualTo("restored to restored");

        WhatsAppClient again = new WhatsAppClient(
                PackagedApplication.apiUrl(running(restored)), client.environment(), client.bearer());
        Answer get = again.get();
        assertThat(get.status()).isEqualTo(200);
        assertThat(get.header("ETag")).isEqualTo(atTheBackup.header("ETag")).isEqualTo("\"2\"");
        assertThat(get.selected()).containsExactly(SECOND);
        assertThat(Steps.entries(Steps.history(again)))
                .isEqualTo(history)
                .containsExactly("2 SELECT_NUMBER APPLIED", "1 CONFIGURE APPLIED");
        Answer selected = Steps.selectNumber(again, THIRD);
        assertThat(selected.status()).as(selected.body()).isEqualTo(200);
        assertThat(selected.header("ETag")).isEqualTo("\"3\"");
        assertThat(Steps.restore(again, 1).selected()).containsExactly(FIRST);
        assertThat(pingOne.directly(again).get().selected()).containsExactly(FIRST);
        // What came after the backup is not in it, and is found at PingOne all the same.
        WhatsAppClient laterAgain = again.in(later.environment());
        assertThat(laterAgain.get().status()).isEqualTo(200);
        assertThat(Steps.entries(Steps.history(laterAgain))).containsExactly("1 OBSERVE OVERTAKEN");
    }

    @Test
    void aRunningGatewayKeepsOtherProcessesOutOfItsDataDirectory() throws Exception {
        Path data = temporary.resolve("data");
        ChildProcess first = running(data);
        WhatsAppClient client = WhatsAppClient.of(PackagedApplication.apiUrl(first));
        assertThat(result(Map.of("GATEWAY_DATA_DIR", "data"), "backup", "backup.db"))
                .isEqualTo("backed up to backup.db");

        for (ChildProcess other :
                List.of(running(data), started(Map.of(), "restore", "backup.db", "--data-dir", data.toString()))) {
            assertThat(other.exitCode()).as("%s", other).isEqualTo(1);
            assertThat(other.out()).isEmpty();
            assertThat(other.err())
                    .contains("gateway: ", data.toString(), "in use by another process")
                    .doesNotContainPattern("(?m)^\\s+at ");
        }

        assertThat(client.put(Bodies.EXAMPLE).status()).isEqualTo(201);
        stop(first);
        assertThat(new WhatsAppClient(PackagedApplication.apiUrl(running(data)), client.environment(), client.bearer())
                        .get()
                        .header("ETag"))
                .isEqualTo("\"1\"");
    }

    private ChildProcess running(Path data) throws IOException {
        List<String> line = new ArrayList<>(List.of("run", "--port", "0", "--data-dir", data.toString()));
        line.addAll(List.of(pingOne.flags()));
        return started(RunningGateway.FOR_TESTS, line.toArray(String[]::new));
    }

    private ChildProcess started(Map<String, String> environment, String... line) throws IOException {
        ChildProcess child = PackagedApplication.start(temporary, environment, List.of(line));
        children.add(child);
        return child;
    }

    /** What a command that is through has printed; nothing else was said. */
    private String result(Map<String, String> environment, String... line) throws Exception {
        ChildProcess command = started(environment, line);
        assertThat(command.exitCode()).as("%s", command).isZero();
        assertThat(command.err()).isEmpty();
        return command.out();
    }

    private static void stop(ChildProcess gateway) throws InterruptedException {
        gateway.terminate();
        assertThat(gateway.exitCode()).as("%s", gateway).isEqualTo(143);
    }
}
