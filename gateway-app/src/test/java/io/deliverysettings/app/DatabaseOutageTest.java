package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deliverysettings.adapter.sealing.SealingAdapter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is away: what needs it is refused, what does not goes on, and with it back all is as before. */
@Timeout(120)
class DatabaseOutageTest {

    @TempDir
    static Path temporary = Path.of("");

    private static Path keyset = Path.of("");
    private static RestartablePostgres database;

    private ExternalPingOne pingOne;
    private HoldableWire wire;

    @BeforeAll
    static void startDatabase() throws Exception {
        keyset = temporary.resolve("keyset.json");
        SealingAdapter.createKeyset(keyset);
        database = RestartablePostgres.start(temporary.resolve("database"));
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        database.close();
    }

    @BeforeEach
    void startPingOne() throws Exception {
        pingOne = ExternalPingOne.start();
        wire = HoldableWire.to(pingOne.port());
    }

    @AfterEach
    void stopPingOne() throws Exception {
        wire.close();
        pingOne.close();
    }

    private RunningGateway gateway() throws Gateway.CannotStart {
        // With the shortest lease, what was cut off is looked into soon.
        return RunningGateway.with(database.flags(
                keyset, ExternalPingOne.flagsFor(wire.apiUrl(), "--lease", "1s", "--read-max-age", "0s")));
    }

    @Test
    void aDatabaseThatIsDownAtTheStartIsNamed() throws Exception {
        URI url = database.url();
        database.stop();
        try {
            assertThatExceptionOfType(Gateway.CannotStart.class)
                    .isThrownBy(() -> gateway().close())
                    .satisfies(refusal -> assertThat(refusal.getMessage())
                            .contains("the database " + url, "refused")
                            .hasLineCount(1));
        } finally {
            database.startAgain();
        }
        gateway().close();
    }

    @Test
    void whileTheDatabaseIsAwayWritesAreRefusedAndReadsAreAnsweredByPingOne() throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            WhatsAppClient other = gateway.client();
            assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                            .header("ETag"))
                    .isEqualTo("\"1\"");

            database.stop();
            assertThatTheStoreIsAway(other.put(Bodies.EXAMPLE));
            assertThatTheStoreIsAway(client.method("DELETE"));
            assertThatTheStoreIsAway(Steps.selectNumber(client, "205000000000002"));
            assertThatTheStoreIsAway(Steps.restore(client, 1));
            assertThatTheStoreIsAway(Steps.history(client));
            Answer get = client.get();
            Answer numbers = client.get("/numbers");
            Answer dryRun = client.dryRun(Bodies.EXAMPLE);
            database.startAgain();

            assertThat(get.status()).as(get.body()).isEqualTo(200);
            assertThat(get.selected()).containsExactly("205000000000001");
            assertThat(get.header("ETag")).as("the revision is not known").isEmpty();
            assertThat(numbers.status()).isEqualTo(200);
            assertThat(dryRun.status()).as(dryRun.body()).isEqualTo(200);
            assertThat(pingOne.received(other)).isEmpty();
            assertThat(pingOne.received(client)).containsOnlyOnce("PUT").doesNotContain("DELETE");

            assertThat(client.get().header("ETag")).isEqualTo("\"1\"");
            Answer selected = Steps.selectNumber(client, "205000000000002");
            assertThat(selected.status()).as(selected.body()).isEqualTo(200);
            assertThat(other.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(Steps.entries(Steps.history(client)))
                    .containsExactly("2 SELECT_NUMBER APPLIED", "1 CONFIGURE APPLIED");
        }
    }

    @Test
    void aWriteThatTheDatabaseDidNotSeeTheEndOfIsEndedTruthfully() throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            wire.holdAnswersTo("PUT");
            CompletableFuture<Answer> running = client.putAsync(Bodies.EXAMPLE);
            wire.awaitHeldRequest();

            database.stop();
            wire.release();
            Answer cutOff = running.get(20, TimeUnit.SECONDS);
            database.startAgain();

            assertThatTheStoreIsAway(cutOff);
            assertThat(cutOff.message()).contains("may have been made");
            Eventually.get(() -> Steps.entries(Steps.history(client)), List.of("1 CONFIGURE APPLIED")::equals);
            assertThat(client.get().header("ETag")).isEqualTo("\"1\"");
            // Its credentials were in the journal.
            assertThat(Steps.selectNumber(client, "116195731537720").status()).isEqualTo(200);
            assertThat(pingOne.received(client)).filteredOn("PUT"::equals).hasSize(2);
        }
    }

    @Test
    void aWriteThatNeverReachedPingOneIsSaidToBeNotApplied() throws Exception {
        try (RunningGateway gateway = gateway()) {
            WhatsAppClient client = gateway.client();
            assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                            .status())
                    .isEqualTo(201);
            wire.holdAnswersTo("GET");
            CompletableFuture<Answer> running = client.putAsync(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000002"));
            wire.awaitHeldRequest();

            database.stop();
            // Nobody knows any more whose turn it is once the lease has run out.
            TimeUnit.MILLISECONDS.sleep(1100);
            wire.release();
            Answer heldUp = running.get(20, TimeUnit.SECONDS);
            database.startAgain();

            assertThat(heldUp.status()).as(heldUp.body()).isEqualTo(409);
            assertThat(heldUp.code()).isEqualTo("CONCURRENT_CHANGE");
            assertThat(Eventually.get(() -> Steps.entries(Steps.history(client)), entries -> entries.size() > 1))
                    .containsExactly("2 CONFIGURE NOT_APPLIED", "1 CONFIGURE APPLIED");
            assertThat(pingOne.directly(client).get().selected()).containsExactly("205000000000001");
        }
    }

    private static void assertThatTheStoreIsAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("STORE_UNAVAILABLE");
        assertThat(answer.json().path("id").asText()).isNotEmpty();
        assertThat(answer.message()).contains("The gateway cannot reach its store.");
        assertThat(answer.body())
                .doesNotContain("Exception", "127.0.0.1:" + database.url().getPort());
    }
}
