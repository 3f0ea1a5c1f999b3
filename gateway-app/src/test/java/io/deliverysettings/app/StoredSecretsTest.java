package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is kept, copied, logged and told shows none of the three secrets of a request, in whatever form. */
@Timeout(60)
class StoredSecretsTest {

    private static final String MARKER = "Mark3dS3cretOfThisTest";
    private static final SecretSearch SEARCH = SecretSearch.of(MARKER);

    /** In the clear in everything that holds settings, which shows that this is searched at all. */
    private static final SecretSearch NO_SECRET = SecretSearch.of(Bodies.FIVE_NUMBERS);

    @TempDir
    Path temporary = Path.of("");

    private final List<Answer> answers = new ArrayList<>();

    @Test
    void secretsAreNowhereToBeFound() throws Exception {
        Path data = temporary.resolve("data");
        Path copies = Files.createDirectory(temporary.resolve("copies"));
        Path backup = copies.resolve("backup.db");
        try (CapturedLog log = CapturedLog.from(Level.TRACE)) {
            try (RunningGateway gateway =
                    RunningGateway.in(data, "--write-timeout", "300ms", "--sandbox-verification-delay", "1s")) {
                useEverySecret(gateway);
                leaveAnOperationOpen(gateway);

                CliRun copied = CliRun.started(Map.of(), "backup", backup.toString(), "--data-dir", data.toString());
                assertThat(copied.exitCode()).as(copied.err()).isZero();
                assertThat(copied.out() + copied.err()).doesNotContain(MARKER);
                assertThat(data)
                        .isDirectoryContaining("glob:**/store.db-wal")
                        .isDirectoryContaining("glob:**/store.db-shm");
                assertThat(SEARCH.findBelow(data)).as("while it runs").isEmpty();
                assertThat(NO_SECRET.findBelow(data)).contains("store.db-wal: UTF-8");
            }
            failForGood(data);
            assertThat(log.text()).contains("listening on", "UNAVAILABLE", "TIMEOUT", "stopped");
            assertThat(SEARCH.findIn(log.text())).as("the log").isEmpty();
        }

        assertThat(SEARCH.findBelow(data)).as("when it is stopped").isEmpty();
        assertThat(NO_SECRET.findBelow(data)).contains("store.db: UTF-8");
        assertThat(SEARCH.findBelow(copies)).as("the backup").isEmpty();
        assertThat(NO_SECRET.findBelow(copies)).containsExactly("backup.db: UTF-8");
        assertThat(StoreFile.at(backup).texts("SELECT action FROM operations")).contains("CONFIGURE");
        assertThat(StoreFile.at(backup).texts("SELECT credentials_id FROM credentials"))
                .hasSizeGreaterThan(2);
        assertThat(answers)
                .as("every kind of answer")
                .extracting(Answer::status)
                .contains(200, 201, 204, 400, 401, 404, 412, 429, 502, 503, 504);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(SEARCH.findIn(
                                answer.toString() + answer.headers().map()))
                        .isEmpty());
    }

    private void useEverySecret(RunningGateway gateway) throws Exception {
        WhatsAppClient client = gateway.client().with("bearer-" + MARKER);
        see(client.put(body(Bodies.FIVE_NUMBERS, "205000000000001")));
        see(Steps.selectNumber(client, "205000000000002"));
        see(Steps.selectNumber(client, "205000000000005"));
        see(WhatsAppClient.send(client.putRequest("", body(Bodies.FIVE_NUMBERS)).header("If-Match", "\"9\"")));
        see(client.put(body("107794359053209")));
        see(Steps.restore(client, 1));
        see(client.method("DELETE"));
        see(Steps.restore(client, 2));
        see(Steps.restore(client, 99));
        see(client.get());
        see(client.get("/numbers"));
        see(Steps.history(client));
        for (String account : List.of("200000000000429", "200000000000503", "200000000000499", "200000000000601")) {
            see(client.put(body(account, "1")));
        }
        see(Steps.history(client));
        see(client.put(body(Bodies.FIVE_NUMBERS).replace("appSecret", "appSecrets")));
        see(client.put("{\"appSecret\": \"" + MARKER));
        see(client.put(body("no-account")));
        see(WhatsAppClient.send(client.request("").GET().setHeader("Authorization", "Basic " + MARKER)));
    }

    private void leaveAnOperationOpen(RunningGateway gateway) throws Exception {
        WhatsAppClient client = gateway.client().with("bearer-" + MARKER);
        see(client.put(body(Bodies.SLOW, "206000000000060")));
        see(Steps.history(client));
    }

    /** What is no more than tried again while PingOne comes round in the end. */
    private void failForGood(Path data) throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                FaultyPingOne wire = new FaultyPingOne(pingOne.apiUrl());
                RunningGateway gateway = RunningGateway.in(
                        data, ExternalPingOne.flagsFor(wire.apiUrl(), "--write-timeout", "300ms", "--lease", "1s"))) {
            for (UpstreamFault fault : List.of(UpstreamFault.BAD_GATEWAY, UpstreamFault.UNAVAILABLE)) {
                wire.spoil(FaultyPingOne.Operation.PUT, fault, Integer.MAX_VALUE);
                int status = fault == UpstreamFault.BAD_GATEWAY ? 502 : 503;
                see(Eventually.get(
                        () -> gateway.client()
                                .with("bearer-" + MARKER)
                                .put(body(Bodies.FIVE_NUMBERS, "205000000000001")),
                        answer -> answer.status() == status));
            }
        }
    }

    private static String body(String account, String... numberIds) {
        return Bodies.withSecrets(account, "secret-" + MARKER, "token-" + MARKER, numberIds);
    }

    private void see(Answer answer) {
        answers.add(answer);
    }
}
