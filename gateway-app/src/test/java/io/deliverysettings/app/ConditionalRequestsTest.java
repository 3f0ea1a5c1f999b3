package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody overwrites what they have not seen, a change past the gateway included. */
@Timeout(30)
class ConditionalRequestsTest {

    private static final String BEFORE = "205000000000001";
    private static final String AFTER = "205000000000002";

    private static ExternalPingOne pingOne;
    private static RunningGateway gateway;

    private WhatsAppClient client;

    @BeforeAll
    static void start() throws Exception {
        pingOne = ExternalPingOne.start();
        gateway = RunningGateway.with(pingOne.flags("--read-max-age", "1h"));
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        pingOne.close();
    }

    @BeforeEach
    void anEnvironmentOfItsOwn() {
        client = gateway.client();
    }

    @Test
    void everyChangeHasATagOfItsOwnAndAReadHasThatOfTheLast() throws Exception {
        List<String> tags = new ArrayList<>();
        tags.add(put(BEFORE).header("ETag"));
        tags.add(put(BEFORE).header("ETag"));
        tags.add(Steps.selectNumber(client, AFTER).header("ETag"));
        tags.add(Steps.restore(client, 1).header("ETag"));

        assertThat(tags).containsExactly("\"1\"", "\"2\"", "\"3\"", "\"4\"");
        assertThat(client.get().header("ETag")).isEqualTo("\"4\"");
        assertThat(Steps.getFresh(client).header("ETag")).isEqualTo("\"4\"");
        assertThat(put("205000000000005").status()).isEqualTo(400);
        assertThat(Steps.getFresh(client).header("ETag"))
                .as("what was not applied is no revision of the settings, and what was in part is one")
                .isEqualTo(client.get().header("ETag"));
    }

    @Test
    void whoHasItAlreadyGetsItNotAgain() throws Exception {
        put(BEFORE);

        Answer known = conditional("If-None-Match", "\"1\"");
        Answer weak = conditional("If-None-Match", "\"7\", W/\"1\"");
        Answer unknown = conditional("If-None-Match", "\"2\"");
        put(AFTER);
        Answer changed = conditional("If-None-Match", "\"1\"");

        assertThat(known.status()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(known.header("ETag")).isEqualTo("\"1\"");
        assertThat(weak.status()).isEqualTo(304);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aChangeOfWhatHasChangedIsRefusedWithTheTagOfNow() throws Exception {
        put(BEFORE);
        put(BEFORE);
        int writes = writes();

        for (Answer late : List.of(
                WhatsAppClient.send(putRequest(AFTER).header("If-Match", "\"1\"")),
                WhatsAppClient.send(client.putRequest("/selectedNumber", "{\"numberId\": \"" + AFTER + "\"}")
                        .header("If-Match", "\"1\", \"3\"")),
                WhatsAppClient.send(client.request("").DELETE().header("If-Match", "\"1\"")),
                WhatsAppClient.send(client.request("/history/1/restore")
                        .POST(BodyPublishers.noBody())
                        .header("If-Match", "\"1\"")),
                WhatsAppClient.send(putRequest(AFTER).header("If-None-Match", "*")))) {
            assertThat(late.status()).as(late.body()).isEqualTo(412);
            assertThat(late.code()).isEqualTo("PRECONDITION_FAILED");
            assertThat(late.header("ETag")).isEqualTo("\"2\"");
            assertThat(late.message()).contains("\"2\"");
        }

        assertThat(writes()).isEqualTo(writes);
        assertThat(Steps.entries(Steps.history(client))).hasSize(2);
        Answer inTime = WhatsAppClient.send(putRequest(AFTER).header("If-Match", "\"2\""));
        assertThat(inTime.status()).as(inTime.body()).isEqualTo(201);
        assertThat(inTime.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void whatIsThereAlreadyIsNotCreated() throws Exception {
        Answer absent = WhatsAppClient.send(putRequest(BEFORE).header("If-Match", "*"));
        Answer created = WhatsAppClient.send(putRequest(BEFORE).header("If-None-Match", "*"));
        Answer there = WhatsAppClient.send(putRequest(AFTER).header("If-None-Match", "*"));

        assertThat(absent.status()).as(absent.body()).isEqualTo(412);
        assertThat(absent.header("ETag")).isEmpty();
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(there.status()).isEqualTo(412);
        assertThat(client.method("DELETE").status()).isEqualTo(204);
        assertThat(WhatsAppClient.send(putRequest(AFTER).header("If-None-Match", "*"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aChangePastTheGatewayIsNoticedByAReadAndIsARevision() throws Exception {
        put(BEFORE);
        changeAtPingOne();

        assertThat(conditional("If-None-Match", "\"1\"").status())
                .as("just told, and not asked again")
                .isEqualTo(304);
        Answer fresh = WhatsAppClient.send(
                client.request("").GET().header("Cache-Control", "no-cache").header("If-None-Match", "\"1\""));

        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ETag")).isEqualTo("\"2\"");
        assertThat(fresh.header("Cache-Status")).isEqualTo("delivery-settings-gateway; fwd=request");
        assertThat(fresh.selected()).containsExactly(AFTER);
        assertThat(Steps.entries(Steps.history(client))).containsExactly("2 OBSERVE OVERTAKEN", "1 CONFIGURE APPLIED");
        assertThat(Steps.getFresh(client).header("ETag"))
                .as("it is noticed once")
                .isEqualTo("\"2\"");
    }

    @Test
    void aChangePastTheGatewayIsNotOverwritten() throws Exception {
        put(BEFORE);
        changeAtPingOne();

        Answer late = WhatsAppClient.send(client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, "205000000000003"))
                .header("If-Match", "\"1\""));

        assertThat(late.status()).as(late.body()).isEqualTo(412);
        assertThat(late.header("ETag")).isEqualTo("\"2\"");
        assertThat(pingOne.directly(client).get().selected()).containsExactly(AFTER);
    }

    @Test
    void readsThatComeAtTheSameTimeAskPingOneOnce() throws Exception {
        try (HoldableWire wire = HoldableWire.to(pingOne.port());
                RunningGateway behindTheWire = RunningGateway.with(ExternalPingOne.flagsFor(
                        wire.apiUrl(), "--read-max-age", "1h", "--new-environment-window", "0s"))) {
            WhatsAppClient reader = behindTheWire.client();
            assertThat(pingOne.directly(reader)
                            .put(Bodies.put(Bodies.FIVE_NUMBERS, BEFORE))
                            .status())
                    .isEqualTo(201);
            wire.holdAnswersTo("GET");
            List<CompletableFuture<Answer>> reads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                reads.add(reader.getAsync());
            }
            wire.awaitHeldRequest();
            // Time enough for another call to come, if there was one.
            TimeUnit.MILLISECONDS.sleep(300);
            wire.release();

            for (CompletableFuture<Answer> read : reads) {
                Answer answer = read.get(10, TimeUnit.SECONDS);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            }
            assertThat(pingOne.received(reader)).containsExactly("PUT", "GET");
            assertThat(reads.stream().map(CompletableFuture::join).map(answer -> answer.header("Cache-Status")))
                    .as("one has asked for all")
                    .containsOnlyOnce("delivery-settings-gateway; fwd=miss")
                    .contains("delivery-settings-gateway; hit");

            assertThat(reader.with("another-token").get().status()).isEqualTo(200);
            assertThat(pingOne.received(reader)).as("a token of its own").containsExactly("PUT", "GET", "GET");
            assertThat(reader.with("sandbox-bearer-403").get().status()).isEqualTo(403);
        }
    }

    @Test
    void whilePingOneIsAwayWhatIsStoredIsToldToThoseWhoMaySeeIt() throws Exception {
        try (ExternalPingOne own = ExternalPingOne.start();
                RunningGateway inFront = RunningGateway.with(own.flags(
                        "--stale-if-error",
                        "1h",
                        "--read-max-age",
                        "0s",
                        "--new-environment-window",
                        "0s",
                        // How long PingOne is tried again.
                        "--read-timeout",
                        "2s",
                        "--write-timeout",
                        "2s"))) {
            WhatsAppClient reader = inFront.client();
            assertThat(reader.put(Bodies.put(Bodies.FIVE_NUMBERS, BEFORE)).status())
                    .isEqualTo(201);
            Answer asked = Steps.getFresh(reader);
            assertThat(reader.with("sandbox-bearer-403").get().status()).isEqualTo(403);

            own.stop();
            Answer stored = reader.get();
            Answer notModified = WhatsAppClient.send(reader.request("").GET().header("If-None-Match", "\"1\""));
            Answer ofAStranger = reader.with("another-token").get();
            Answer ofWhoWasRefused = reader.with("sandbox-bearer-403").get();
            Answer elsewhere = inFront.client().get();
            Answer write = reader.put(Bodies.put(Bodies.FIVE_NUMBERS, AFTER));

            assertThat(stored.status()).as(stored.body()).isEqualTo(200);
            assertThat(stored.json().toString()).isEqualTo(asked.json().toString());
            assertThat(stored.header("ETag")).isEqualTo("\"1\"");
            assertThat(stored.header("Age")).matches("[0-9]+");
            assertThat(stored.header("Cache-Status"))
                    .isEqualTo("delivery-settings-gateway; hit; detail=upstream-unavailable");
            assertThat(asked.header("Age")).isEmpty();
            assertThat(notModified.status()).isEqualTo(304);
            for (Answer refused : List.of(ofAStranger, ofWhoWasRefused, elsewhere, write)) {
                assertThat(refused.status()).as(refused.body()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("UPSTREAM_UNAVAILABLE");
                assertThat(refused.body()).doesNotContain(BEFORE);
            }
        }
    }

    private Answer put(String numberId) throws Exception {
        return client.put(Bodies.put(Bodies.FIVE_NUMBERS, numberId));
    }

    private HttpRequest.Builder putRequest(String numberId) {
        return client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, numberId));
    }

    private Answer conditional(String header, String value) throws Exception {
        return WhatsAppClient.send(client.request("").GET().header(header, value));
    }

    private void changeAtPingOne() throws Exception {
        assertThat(pingOne.directly(client)
                        .put(Bodies.put(Bodies.FIVE_NUMBERS, AFTER))
                        .status())
                .isEqualTo(201);
    }

    private int writes() {
        return (int) pingOne.received(client).stream()
                .filter(method -> !method.equals("GET"))
                .count();
    }
}
