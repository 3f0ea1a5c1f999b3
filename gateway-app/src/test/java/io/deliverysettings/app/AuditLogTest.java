package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a running gateway leaves in its audit log, that nobody can change it unseen, and what holds while it cannot be written. */
@Timeout(60)
class AuditLogTest {

    private static final String FIRST_NUMBER = "205000000000001";
    private static final String SECOND_NUMBER = "205000000000002";

    @TempDir
    Path temporary = Path.of("");

    private ExternalPingOne pingOne;
    private AuditFile audit;

    @BeforeEach
    void startPingOne() throws Exception {
        pingOne = ExternalPingOne.start();
        audit = new AuditFile(temporary.resolve("audit.jsonl"));
    }

    @AfterEach
    void stopPingOne() throws Exception {
        pingOne.close();
    }

    private RunningGateway gateway() throws Gateway.CannotStart {
        return RunningGateway.with(pingOne.flags(
                "--audit-file", audit.path().toString(), "--read-max-age", "0s", "--new-environment-window", "0s"));
    }

    @Test
    void everyKindOfChangeLeavesItsLinesAndTheChainIsSound() throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            changeInEveryWay(client);

            List<JsonNode> lines = audit.linesOf(client.environment());
            assertThat(lines.stream().map(AuditLogTest::inShort))
                    .containsExactly(
                            "changeBegun CONFIGURE",
                            "changeEnded APPLIED 1",
                            "changeBegun SELECT_NUMBER",
                            "changeEnded APPLIED 2",
                            "changeBegun RESTORE",
                            "changeEnded APPLIED 3",
                            "changeBegun SELECT_NUMBER",
                            "changeEnded APPLIED 4",
                            "changeObserved 5",
                            "changeBegun REMOVE",
                            "changeEnded APPLIED 6");
            for (int i = 0; i < lines.size(); i++) {
                JsonNode line = lines.get(i);
                if (line.path("event").asText().equals("changeBegun")) {
                    assertThat(line.path("operation"))
                            .isEqualTo(lines.get(i + 1).path("operation"));
                    assertThat(line.path("correlationId").asText()).isNotEmpty();
                }
            }
            assertThat(lines)
                    .filteredOn(line -> line.has("accepted"))
                    .singleElement()
                    .extracting(AuditLogTest::inShort)
                    .isEqualTo("changeBegun SELECT_NUMBER");
            assertThatTheChainHolds(audit.lines());
            CliRun whileItRuns = audit.verify();
            assertThat(whileItRuns.exitCode()).as(whileItRuns.err()).isZero();
            assertThat(whileItRuns.out()).startsWith("sound: 11 lines");
        }
        assertThat(audit.verify().exitCode()).as("after it has stopped").isZero();
    }

    @Test
    void theChainGoesOnWhenTheGatewayIsStartedAgain() throws Exception {
        for (int start = 0; start < 3; start++) {
            try (RunningGateway gateway = gateway()) {
                assertThat(gateway.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
            }
        }

        assertThatTheChainHolds(audit.lines());
        assertThat(audit.verify().out()).startsWith("sound: 6 lines");
    }

    /** One in each stretch of the file, the first and the last included. */
    @Test
    void oneByteThatIsNotAsItWasWrittenIsFound() throws Exception {
        try (RunningGateway gateway = gateway()) {
            changeInEveryWay(gateway.client());
        }
        byte[] written = Files.readAllBytes(audit.path());
        List<Integer> places = IntStream.rangeClosed(0, 20)
                .mapToObj(twentieth -> (written.length - 1) * twentieth / 20)
                .toList();
        for (int place : places) {
            byte[] changed = written.clone();
            changed[place] ^= 1;
            Files.write(audit.path(), changed);

            CliRun run = audit.verify();

            assertThat(run.exitCode())
                    .as("byte %d of %d: %s", place, written.length, run)
                    .isEqualTo(1);
            assertThat(run.err()).startsWith("gateway: " + audit.path() + ", line ");
            assertThat(run.out()).isEmpty();
        }
        Files.write(audit.path(), written);
        assertThat(audit.verify().exitCode()).isZero();
    }

    /** What keeps the superuser from writing too: there is a directory where the file has to be. */
    @Test
    void withoutItNothingIsChangedAndReadsGoOnUntilItCanBeWrittenAgain() throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            WhatsAppClient other = gateway.client();
            assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER)).status())
                    .isEqualTo(201);
            assertThat(ready(gateway).status()).isEqualTo(200);
            assertThat(ready(gateway).json().path("status").asText()).isEqualTo("READY");
            Path moved = Files.move(audit.path(), temporary.resolve("moved.jsonl"));
            Files.createDirectory(audit.path());
            int writesBefore = writes(client);

            assertUnavailable(client.put(Bodies.put(Bodies.FIVE_NUMBERS, SECOND_NUMBER)));
            assertUnavailable(Steps.selectNumber(client, SECOND_NUMBER));
            assertUnavailable(Steps.restore(client, 1));
            assertUnavailable(client.method("DELETE"));
            assertUnavailable(other.put(Bodies.EXAMPLE));
            assertThat(writes(client)).as("nothing got to PingOne").isEqualTo(writesBefore);
            assertThat(writes(other)).isZero();
            assertThat(client.get().selected()).containsExactly(FIRST_NUMBER);
            assertThat(client.get("/numbers").status()).isEqualTo(200);
            assertThat(Steps.entries(Steps.history(client))).containsExactly("1 CONFIGURE APPLIED");
            Answer degraded = ready(gateway);
            assertThat(degraded.status()).isEqualTo(200);
            assertThat(degraded.json().path("status").asText()).isEqualTo("DEGRADED");
            assertThat(degraded.json().at("/components/auditLog/status").asText())
                    .isEqualTo("DOWN");
            assertThat(degraded.json().at("/components/store/status").asText()).isEqualTo("UP");

            Files.delete(audit.path());
            Answer again = Steps.selectNumber(client, SECOND_NUMBER);

            assertThat(again.status()).as(again.body()).isEqualTo(200);
            assertThat(other.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(ready(gateway).json().path("status").asText()).isEqualTo("READY");
            CliRun verified = CliRun.started(
                    Map.of(), "audit", "verify", moved.toString(), audit.path().toString());
            assertThat(verified.exitCode()).as(verified.err()).isZero();
        }
    }

    private void changeInEveryWay(WhatsAppClient client) throws Exception {
        assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER)).status())
                .isEqualTo(201);
        assertThat(Steps.selectNumber(client, SECOND_NUMBER).status()).isEqualTo(200);
        assertThat(Steps.restore(client, 1).status()).isEqualTo(200);
        Answer accepted =
                WhatsAppClient.send(client.putRequest("/selectedNumber", "{\"numberId\": \"" + SECOND_NUMBER + "\"}")
                        .header("Prefer", "respond-async"));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        String operation = accepted.header("Location");
        Eventually.get(
                () -> WhatsAppClient.send(
                        client.requestTo(URI.create(operation)).GET()),
                answer -> answer.json().path("state").asText().equals("SUCCEEDED"));
        assertThat(pingOne.directly(client)
                        .put(Bodies.put(Bodies.FIVE_NUMBERS, FIRST_NUMBER))
                        .status())
                .isIn(200, 201);
        assertThat(Steps.getFresh(client).selected()).containsExactly(FIRST_NUMBER);
        assertThat(client.method("DELETE").status()).isEqualTo(204);
    }

    private int writes(WhatsAppClient client) {
        return (int) pingOne.received(client).stream()
                .filter(method -> !method.equals("GET"))
                .count();
    }

    private static Answer ready(RunningGateway gateway) throws Exception {
        return WhatsAppClient.send(HttpRequest.newBuilder(URI.create(gateway.managementUrl() + "/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .GET());
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("AUDIT_UNAVAILABLE");
        assertThat(answer.json().path("id").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("Exception", "audit.jsonl");
    }

    private static void assertThatTheChainHolds(List<JsonNode> lines) {
        String previous = "0".repeat(64);
        long seq = 1;
        for (JsonNode line : lines) {
            assertThat(line.path("seq").asLong()).isEqualTo(seq++);
            assertThat(line.path("previous").asText()).isEqualTo(previous);
            previous = line.path("hash").asText();
        }
    }

    private static String inShort(JsonNode line) {
        return String.join(
                " ",
                List.of("event", "action", "outcome", "revision").stream()
                        .filter(line::has)
                        .map(name -> line.path(name).asText())
                        .toList());
    }
}
