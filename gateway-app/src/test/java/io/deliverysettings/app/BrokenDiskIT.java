package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing more, or never did, under a gateway in a process of its own. */
@Timeout(120)
class BrokenDiskIT {

    /**
     * The superuser writes where nobody may, unless that right is taken away. Whoever runs the tests stays who they are, so that
     * all files can be read.
     */
    private static final List<String> WITH_THE_RIGHTS_OF_OTHERS =
            List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

    @TempDir
    Path temporary = Path.of("");

    private final List<ChildProcess> children = new ArrayList<>();
    private ExternalPingOne pingOne;
    private HoldableWire wire;

    @BeforeEach
    void startPingOne() throws Exception {
        pingOne = ExternalPingOne.start();
        wire = HoldableWire.to(pingOne.port());
    }

    @AfterEach
    void endAll() throws Exception {
        children.forEach(ChildProcess::close);
        wire.close();
        pingOne.close();
    }

    @Test
    void withTheDiskFullNothingIsAcknowledgedAndLostAndWithRoomAgainItGoesOn() throws Exception {
        ChildProcess gateway = running(List.of());
        WhatsAppClient before = WhatsAppClient.of(PackagedApplication.apiUrl(gateway));
        WhatsAppClient during = WhatsAppClient.of(before.apiUrl());
        WhatsAppClient cutOff = WhatsAppClient.of(before.apiUrl());
        assertThat(before.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                        .status())
                .isEqualTo(201);
        wire.holdAnswersTo("PUT");
        CompletableFuture<Answer> running = cutOff.putAsync(Bodies.EXAMPLE);
        wire.awaitHeldRequest();

        fillDiskOf(gateway);
        wire.release();
        Answer lost = running.get(20, TimeUnit.SECONDS);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatTheStoreIsAway(during.put(Bodies.EXAMPLE));
            assertThatTheStoreIsAway(Steps.selectNumber(before, "205000000000002"));
        }

        assertThatTheStoreIsAway(lost);
        assertThat(lost.message()).contains("may have been made");
        assertThat(pingOne.received(during))
                .as("refused before anything was done")
                .isEmpty();
        Answer get = Steps.getFresh(before);
        assertThat(get.status()).as(get.body()).isEqualTo(200);
        assertThat(get.selected()).containsExactly("205000000000001");
        assertThat(get.header("ETag")).as("what is stored can be read").isEqualTo("\"1\"");
        assertThat(Steps.entries(Steps.history(before))).containsExactly("1 CONFIGURE APPLIED");
        assertThat(Steps.getFresh(cutOff).status()).isEqualTo(200);

        makeRoomFor(gateway);
        assertThat(during.put(Bodies.EXAMPLE).status()).isEqualTo(201);
        assertThat(Steps.selectNumber(before, "205000000000002").status()).isEqualTo(200);
        Eventually.get(() -> Steps.entries(Steps.history(cutOff)), entries -> entries.contains("1 CONFIGURE APPLIED"));

        // Nor does it come to light only later that something is missing.
        gateway.close();
        WhatsAppClient again = new WhatsAppClient(
                PackagedApplication.apiUrl(running(List.of())), before.environment(), before.bearer());
        assertThat(Steps.entries(Steps.history(again)))
                .containsExactly("2 SELECT_NUMBER APPLIED", "1 CONFIGURE APPLIED");
        assertThat(Steps.entries(Steps.history(again.in(during.environment())))).containsExactly("1 CONFIGURE APPLIED");
        assertThat(Steps.entries(Steps.history(again.in(cutOff.environment())))).containsExactly("1 CONFIGURE APPLIED");
        assertThat(again.get().selected()).containsExactly("205000000000002");
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsNamed() throws Exception {
        Path data = Files.createDirectory(temporary.resolve("data"));
        setPermissions(data, "r-xr-xr-x");

        assertThatCannotStart(running(withoutSpecialRights()), data.toString());
    }

    @Test
    void aStoreThatCannotBeWrittenToIsNamed() throws Exception {
        Path data = temporary.resolve("data");
        ChildProcess first = running(List.of());
        WhatsAppClient client = WhatsAppClient.of(PackagedApplication.apiUrl(first));
        assertThat(client.put(Bodies.EXAMPLE).status()).isEqualTo(201);
        first.terminate();
        first.exitCode();

        setPermissions(data, "r-xr-xr-x");
        assertThatCannotStart(running(withoutSpecialRights()), data.toString());
        setPermissions(data.resolve("store.db"), "r--r--r--");
        assertThatCannotStart(running(withoutSpecialRights()), data.toString());

        setPermissions(data, "rwxr-xr-x");
        setPermissions(data.resolve("store.db"), "rw-------");
        WhatsAppClient again = new WhatsAppClient(
                PackagedApplication.apiUrl(running(withoutSpecialRights())), client.environment(), client.bearer());
        assertThat(again.get().header("ETag")).isEqualTo("\"1\"");
    }

    private static void setPermissions(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static List<String> withoutSpecialRights() {
        return System.getProperty("user.name").equals("root") ? WITH_THE_RIGHTS_OF_OTHERS : List.of();
    }

    private ChildProcess running(List<String> runner) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "run", "--port", "0", "--data-dir", temporary.resolve("data").toString(), "--lease", "1s"));
        line.addAll(List.of(ExternalPingOne.flagsFor(wire.apiUrl())));
        ChildProcess child = PackagedApplication.start(temporary, RunningGateway.FOR_TESTS, runner, List.of(), line);
        children.add(child);
        return child;
    }

    /** No file can be written to any more: what a full disk is to a process, without filling one. */
    private void fillDiskOf(ChildProcess gateway) throws Exception {
        limitFilesOf(gateway, "0");
    }

    private void makeRoomFor(ChildProcess gateway) throws Exception {
        limitFilesOf(gateway, "unlimited");
    }

    private void limitFilesOf(ChildProcess gateway, String bytes) throws Exception {
        // The soft limit, which can be raised again.
        ChildProcess limiting = ChildProcess.start(
                temporary,
                Map.of(),
                List.of("prlimit", "--pid", Long.toString(gateway.pid()), "--fsize=" + bytes + ":"));
        children.add(limiting);
        assertThat(limiting.exitCode()).as("%s", limiting).isZero();
    }

    private static void assertThatTheStoreIsAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("STORE_UNAVAILABLE");
    }

    private static void assertThatCannotStart(ChildProcess child, String named) throws InterruptedException {
        assertThat(child.exitCode()).as("%s", child).isEqualTo(1);
        assertThat(child.out()).isEmpty();
        assertThat(child.err()
                        .lines()
                        .filter(line -> line.startsWith("gateway: "))
                        .toList())
                .singleElement()
                .asString()
                .contains(named);
        assertThat(child.err()).doesNotContainPattern("(?m)^\\s+at ");
    }
}
