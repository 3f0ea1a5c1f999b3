package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.deliverysettings.app.History.Entry;
import io.deliverysettings.app.WatchedPingOne.Held;
import io.deliverysettings.app.WatchedPingOne.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two packaged gateways over one PostgreSQL, one of which dies or stands still in the middle of a write. */
@Timeout(120)
class TwoGatewaysIT {

    private static final Duration LEASE = Duration.ofSeconds(2);

    /** How long a write waits at most for its turn, and so for the lease of a dead one. */
    private static final Duration LEASE_AND_MARGIN = LEASE.plusSeconds(6);

    private static final int AMPLE_SECONDS = 20;

    @TempDir
    private static Path temporary = Path.of("");

    private static WatchedPingOne pingOne;
    private static SharedStore store;
    private static PackagedGateway healthy;

    private final String environment = UUID.randomUUID().toString();
    private PackagedGateway troubled;

    @BeforeAll
    static void startHealthy() throws Exception {
        pingOne = WatchedPingOne.start(Duration.ZERO);
        store = SharedStore.start(temporary);
        healthy = gateway();
    }

    @BeforeEach
    void startTroubled() throws Exception {
        troubled = gateway();
    }

    @AfterEach
    void endTroubled() {
        troubled.close();
    }

    @AfterAll
    static void endAll() throws Exception {
        healthy.close();
        store.close();
        pingOne.close();
    }

    private static PackagedGateway gateway() throws IOException, InterruptedException {
        return PackagedGateway.start(
                temporary,
                store.flags(
                        pingOne,
                        // Each has an audit log of its own.
                        "--data-dir",
                        Files.createTempDirectory(temporary, "data").toString(),
                        "--lease",
                        LEASE.toSeconds() + "s",
                        "--turn-timeout",
                        LEASE_AND_MARGIN.toSeconds() + "s"));
    }

    @ParameterizedTest
    @CsvSource({"BEFORE_IT_IS_MADE, NOT_APPLIED", "BEFORE_IT_IS_ANSWERED, APPLIED"})
    void oneThatIsKilledInTheMiddleOfAWriteIsReplacedWithinItsLease(Moment moment, String truth) throws Exception {
        String first = write(healthy, 1);
        Held held = pingOne.holdNext(moment);
        String cutOff = UUID.randomUUID().toString();
        CompletableFuture<Answer> answer = begin(troubled, cutOff, fiveNumbers(2));
        held.awaitArrival();

        troubled.kill();
        String next = write(healthy, 3);

        assertThatThrownBy(() -> answer.get(AMPLE_SECONDS, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        assertThatHistoryIs(tuple(3L, "APPLIED", next), tuple(2L, truth, cutOff), tuple(1L, "APPLIED", first));
        assertThatAllSee("205000000000003");
    }

    @Test
    void whatADeadOneHasLeftOpenIsEndedThoughNobodyWrites() throws Exception {
        Held held = pingOne.holdNext(Moment.BEFORE_IT_IS_ANSWERED);
        String cutOff = UUID.randomUUID().toString();
        CompletableFuture<Answer> answer = begin(troubled, cutOff, fiveNumbers(2));
        held.awaitArrival();

        troubled.kill();

        assertThat(answer).failsWithin(Duration.ofSeconds(AMPLE_SECONDS));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AMPLE_SECONDS);
        while (History.of(healthy.client(environment)).entries().isEmpty()) {
            assertThat(System.nanoTime()).as("%s", healthy.log()).isLessThan(deadline);
            Thread.sleep(50);
        }
        assertThatHistoryIs(tuple(1L, "APPLIED", cutOff));
        assertThatAllSee("205000000000002");
    }

    @Test
    void oneThatIsSlowKeepsItsTurnForAsLongAsItLives() throws Exception {
        Held held = pingOne.holdNext(Moment.BEFORE_IT_IS_MADE);
        String slow = UUID.randomUUID().toString();
        String waiting = UUID.randomUUID().toString();
        CompletableFuture<Answer> slowAnswer = begin(troubled, slow, fiveNumbers(2));
        held.awaitArrival();
        CompletableFuture<Answer> waitingAnswer = begin(healthy, waiting, fiveNumbers(3));

        Thread.sleep(LEASE.multipliedBy(2).toMillis());
        assertThat(waitingAnswer).isNotDone();
        held.release();

        assertThat(status(slowAnswer)).isEqualTo(201);
        assertThat(status(waitingAnswer)).isEqualTo(201);
        assertThatHistoryIs(tuple(2L, "APPLIED", waiting), tuple(1L, "APPLIED", slow));
        assertThatAllSee("205000000000003");
    }

    @Test
    void oneThatComesBackAfterItsLeaseIsFencedOff() throws Exception {
        Held held = pingOne.holdNext(Moment.BEFORE_IT_IS_ANSWERED);
        String late = UUID.randomUUID().toString();
        CompletableFuture<Answer> answer = begin(troubled, late, fiveNumbers(2));
        held.awaitArrival();

        troubled.pause();
        String next = write(healthy, 3);
        held.release();
        troubled.resume();

        assertThatIsOvertaken(answer);
        assertThatHistoryIs(tuple(2L, "APPLIED", next), tuple(1L, "APPLIED", late));
        assertThatAllSee("205000000000003");
        String again = write(troubled, 4);
        assertThatHistoryIs(tuple(3L, "APPLIED", again), tuple(2L, "APPLIED", next), tuple(1L, "APPLIED", late));
    }

    @Test
    void oneThatComesBackAfterItsLeaseDoesNotGoOnWriting() throws Exception {
        Held held = pingOne.holdNext(Moment.BEFORE_IT_IS_ANSWERED);
        String late = UUID.randomUUID().toString();
        // Its only number is selected by a second write.
        CompletableFuture<Answer> answer = begin(troubled, late, Bodies.put(Bodies.EXAMPLE_ACCOUNT));
        held.awaitArrival();

        troubled.pause();
        String next = write(healthy, 3);
        troubled.resume();
        // PingOne takes its time: until then it has done all that it does from time to time, and could take its turn
        // for its own.
        Thread.sleep(LEASE.toMillis());
        held.release();

        assertThatIsOvertaken(answer);
        assertThat(pingOne.writes(environment))
                .extracting(WatchedPingOne.Write::correlationId)
                .containsExactly(late, next);
        assertThatHistoryIs(tuple(2L, "APPLIED", next), tuple(1L, "APPLIED", late));
        assertThatAllSee("205000000000003");
    }

    private static String fiveNumbers(int number) {
        return Bodies.put(Bodies.FIVE_NUMBERS, "20500000000000" + number);
    }

    /** Writes at once. */
    private String write(PackagedGateway gateway, int number) throws Exception {
        String correlationId = UUID.randomUUID().toString();
        assertThat(status(begin(gateway, correlationId, fiveNumbers(number)))).isEqualTo(201);
        return correlationId;
    }

    private CompletableFuture<Answer> begin(PackagedGateway gateway, String correlationId, String body) {
        return gateway.client(environment).putAsync(correlationId, body);
    }

    private static int status(CompletableFuture<Answer> answer) throws Exception {
        return answer.get(AMPLE_SECONDS, TimeUnit.SECONDS).status();
    }

    private static void assertThatIsOvertaken(CompletableFuture<Answer> answer) throws Exception {
        Answer given = answer.get(AMPLE_SECONDS, TimeUnit.SECONDS);
        assertThat(given.status()).as(given.body()).isEqualTo(409);
        assertThat(given.code()).isEqualTo("CONCURRENT_CHANGE");
    }

    private void assertThatHistoryIs(Tuple... newestFirst) throws Exception {
        History history = History.of(healthy.client(environment));
        assertThat(history.entries())
                .extracting(Entry::revision, Entry::outcome, Entry::correlationId)
                .containsExactly(newestFirst);
        history.assertTellsWhatPingOneDid(pingOne);
    }

    /** PingOne, and the store, whose newest revision comes with what PingOne holds. */
    private void assertThatAllSee(String numberId) throws Exception {
        WhatsAppClient client = healthy.client(environment);
        Answer fresh = client.getFresh();
        assertThat(fresh.selected()).containsExactly(numberId);
        assertThat(fresh.withoutLinks())
                .isEqualTo(pingOne.directly(client).get().withoutLinks());
        List<Entry> entries = History.of(client).entries();
        assertThat(fresh.revision()).contains(entries.get(0).revision());
    }
}
