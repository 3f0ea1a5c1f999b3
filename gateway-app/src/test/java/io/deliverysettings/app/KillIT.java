package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.deliverysettings.app.History.Entry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application is killed in the middle of writes, again and again, and started again on what it has left.
 *
 * <p>{@code -Dkill.rounds=300} is for more rounds than the usual 30, which take about a minute; {@code -Dkill.seed} for the
 * choices and moments of a run before, as far as threads repeat themselves. Every wait within has a limit of its own: that of
 * the whole is for long runs.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KillIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 30);
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

    private static final int WRITERS = 8;
    private static final int LONGEST_LIFE_MILLIS = 300;
    private static final Duration WRITE_TIME = Duration.ofMillis(10);
    private static final int AMPLE_SECONDS = 30;

    private static final List<String> ENVIRONMENTS =
            Stream.generate(UUID::randomUUID).limit(4).map(UUID::toString).toList();

    /**
     * A write that was answered with success.
     *
     * @param revision as its tag says; empty for a removal
     */
    private record Acknowledged(String environment, String correlationId, Optional<Long> revision) {}

    @TempDir
    Path temporary = Path.of("");

    private final Random random = new Random(SEED);
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    private int leftOpen;

    @Test
    void afterEveryKillAllThatWasAcknowledgedIsThereAndNothingIsLeftOpen() throws Exception {
        try (WatchedPingOne pingOne = WatchedPingOne.start(WRITE_TIME)) {
            for (int round = 1; round <= ROUNDS; round++) {
                String described = "round %d of %d, -Dkill.seed=%d".formatted(round, ROUNDS, SEED);
                assertThatCode(() -> round(pingOne)).as(described).doesNotThrowAnyException();
            }
            try (PackagedGateway gateway = start(pingOne)) {
                assertThatNothingIsLost(gateway, pingOne);
                countLeftOpen(gateway);
            }
            assertThat(pingOne.mostAtOnce())
                    .as("writes of an environment at once")
                    .isOne();
            assertThat(leftOpen)
                    .as("writes that a kill has cut off; without any, nothing is tested")
                    .isPositive();
        } finally {
            writers.shutdownNow();
        }
    }

    /**
     * What the rounds before have left is looked at first, so that each start is a start again. Now and then nobody waits for
     * that, so that what was left open is tended among new writes, and a kill may hit that too.
     */
    private void round(WatchedPingOne pingOne) throws Exception {
        try (PackagedGateway gateway = start(pingOne)) {
            if (random.nextInt(4) > 0) {
                assertThatNothingIsLost(gateway, pingOne);
            }
            AtomicBoolean killed = new AtomicBoolean();
            CountDownLatch first = new CountDownLatch(1);
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                Random choices = new Random(random.nextLong());
                writing.add(writers.submit(() -> {
                    writeUntil(killed, gateway, choices, first);
                    return null;
                }));
            }
            assertThat(first.await(AMPLE_SECONDS, TimeUnit.SECONDS))
                    .as("a write is acknowledged: %s", gateway.log())
                    .isTrue();
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS + 1));
            killed.set(true);
            gateway.kill();
            for (Future<?> writer : writing) {
                writer.get(AMPLE_SECONDS, TimeUnit.SECONDS);
            }
            countLeftOpen(gateway);
        }
    }

    private void countLeftOpen(PackagedGateway gateway) {
        leftOpen += (int) gateway.log()
                .lines()
                .filter(line -> line.contains("was left open"))
                .count();
    }

    private PackagedGateway start(WatchedPingOne pingOne) throws IOException, InterruptedException {
        return PackagedGateway.start(
                temporary,
                "--upstream",
                "pingone",
                "--pingone-api-url",
                pingOne.apiUrl().toString(),
                "--data-dir",
                temporary.resolve("data").toString(),
                "--lease",
                "1s");
    }

    private void writeUntil(AtomicBoolean killed, PackagedGateway gateway, Random choices, CountDownLatch first)
            throws IOException, InterruptedException {
        while (!killed.get()) {
            WhatsAppClient client = gateway.client(ENVIRONMENTS.get(choices.nextInt(ENVIRONMENTS.size())));
            try {
                write(client, choices);
                first.countDown();
            } catch (IOException cutOff) {
                if (!killed.get()) {
                    throw cutOff;
                }
            }
        }
    }

    private void write(WhatsAppClient client, Random choices) throws IOException, InterruptedException {
        String number = "20500000000000" + (1 + choices.nextInt(4));
        int choice = choices.nextInt(100);
        if (choice < 50) {
            send(client, client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, number)));
        } else if (choice < 60) {
            // Its only number is selected by a second write.
            send(client, client.putRequest("", Bodies.put(Bodies.EXAMPLE_ACCOUNT)));
        } else if (choice < 85) {
            send(
                    client,
                    client.putRequest("/selectedNumber", "{\"numberId\": \"" + number + "\"}"),
                    // Another account is set, or none.
                    400,
                    404);
        } else {
            send(client, client.request("").method("DELETE", BodyPublishers.noBody()), 404);
        }
    }

    /** Sends a write and notes it when it is acknowledged; it may be refused with these statuses only. */
    private void send(WhatsAppClient client, HttpRequest.Builder request, Integer... refusals)
            throws IOException, InterruptedException {
        String correlationId = UUID.randomUUID().toString();
        Answer answer = WhatsAppClient.send(request.header("Correlation-Id", correlationId));
        if (answer.status() < 300) {
            acknowledged.add(new Acknowledged(client.environment(), correlationId, answer.revision()));
        } else {
            assertThat(answer.status()).as(answer.body()).isIn((Object[]) refusals);
        }
    }

    private void assertThatNothingIsLost(PackagedGateway gateway, WatchedPingOne pingOne) throws Exception {
        awaitNoOpenOperation(gateway);
        for (String environment : ENVIRONMENTS) {
            WhatsAppClient client = gateway.client(environment);
            assertThatAgree(client.getFresh(), pingOne.directly(client).get());

            // It can be written at once; and whoever has removed its settings may not see its history.
            send(client, client.putRequest("", Bodies.EXAMPLE));
            History history = History.of(client);
            assertThat(history.entries())
                    .as("nobody but the gateway has written")
                    .noneMatch(entry -> entry.action().equals("OBSERVE"));
            history.assertTellsWhatPingOneDid(pingOne);
            acknowledged.stream()
                    .filter(write -> write.environment().equals(environment))
                    .forEach(write -> assertThatIsThere(write, history));
        }
    }

    private static void assertThatIsThere(Acknowledged write, History history) {
        assertThat(history.of(write.correlationId())).as("%s", write).hasSize(1).allSatisfy(entry -> {
            assertThat(entry.isApplied()).as("%s", entry).isTrue();
            write.revision()
                    .ifPresent(revision ->
                            assertThat(entry).extracting(Entry::revision).isEqualTo(revision));
        });
    }

    private static void assertThatAgree(Answer ofGateway, Answer ofPingOne) {
        assertThat(ofGateway.status()).as(ofGateway.body()).isEqualTo(ofPingOne.status());
        if (ofPingOne.status() == 200) {
            assertThat(ofGateway.revision()).isPresent();
            assertThat(ofGateway.withoutLinks()).isEqualTo(ofPingOne.withoutLinks());
        }
    }

    private void awaitNoOpenOperation(PackagedGateway gateway) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(AMPLE_SECONDS);
        while (openOperations() > 0) {
            assertThat(System.nanoTime())
                    .as("an operation stays open: %s", gateway.log())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private int openOperations() throws SQLException {
        Path store = temporary.resolve("data").resolve("store.db");
        assertThat(Files.exists(store)).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store.toUri() + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT count(*) FROM operations")) {
            return counted.getInt(1);
        }
    }
}
