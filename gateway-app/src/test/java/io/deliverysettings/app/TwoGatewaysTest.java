package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.app.History.Entry;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways over one PostgreSQL, which many write through at the same time. */
@Timeout(180)
class TwoGatewaysTest {

    private static final int WRITERS = 16;
    private static final int WRITES_EACH = 6;
    private static final Duration AMPLE = Duration.ofMinutes(2);

    @TempDir
    private static Path temporary = Path.of("");

    private static WatchedPingOne pingOne;
    private static SharedStore store;
    private static RunningGateway one;
    private static RunningGateway other;

    private final String environment = UUID.randomUUID().toString();

    /**
     * A write and its answer.
     *
     * @param begun and {@code ended}: by this process's own clock, in nanoseconds
     */
    private record Written(String correlationId, Answer answer, long begun, long ended) {

        long revision() {
            return answer.revision().orElseThrow();
        }
    }

    @BeforeAll
    static void startBoth() throws Exception {
        pingOne = WatchedPingOne.start(Duration.ofMillis(10));
        store = SharedStore.start(temporary);
        one = gateway();
        other = gateway();
    }

    private static RunningGateway gateway() throws Gateway.CannotStart {
        return RunningGateway.with(store.flags(pingOne, "--turn-timeout", "100s"));
    }

    @AfterAll
    static void stopBoth() throws Exception {
        one.close();
        other.close();
        store.close();
        pingOne.close();
    }

    @Test
    void pingOneSeesOneWriteAfterTheOtherAndEveryOneIsInTheHistoryOnce() throws Exception {
        List<Written> written = writeAtOnce(writer -> {
            List<Written> mine = new ArrayList<>();
            for (int turn = 0; turn < WRITES_EACH; turn++) {
                mine.add(write(writer + turn, 1 + (writer + turn) % 4));
            }
            return mine;
        });

        List<Written> acknowledged = written.stream()
                .filter(write -> write.answer().status() == 201)
                .sorted(Comparator.comparing(Written::revision))
                .toList();
        assertThat(pingOne.mostAtOnce()).as("writes at once").isOne();
        written.forEach(TwoGatewaysTest::assertThatIsDoneOrToldToRetry);
        assertThat(acknowledged.size()).isGreaterThan(written.size() * 9 / 10);
        assertThatRevisionsFollowTime(acknowledged);
        History history = History.of(client(0));
        assertThat(history).isEqualTo(History.of(client(1)));
        history.assertTellsWhatPingOneDid(pingOne);
        assertThat(history.entries())
                .extracting(Entry::revision)
                .containsExactlyElementsOf(acknowledged.stream()
                        .sorted(Comparator.comparing(Written::revision).reversed())
                        .map(Written::revision)
                        .toList());
        for (Written write : acknowledged) {
            assertThat(history.of(write.correlationId()))
                    .singleElement()
                    .extracting(Entry::revision)
                    .isEqualTo(write.revision());
        }
        assertThat(client(0).getFresh().withoutLinks())
                .isEqualTo(pingOne.directly(client(0)).get().withoutLinks());
    }

    @Test
    void ofThoseWhoChangeTheSameRevisionOnlyOneDoes() throws Exception {
        long revision = write(0, 1).revision();

        List<Written> written = writeAtOnce(writer ->
                List.of(write(request(writer, 1 + writer % 4).header("If-Match", "\"" + revision + "\""))));

        assertThat(written)
                .filteredOn(write -> write.answer().status() != 412)
                .singleElement()
                .satisfies(write -> assertThat(write.answer().status()).isEqualTo(201));
        assertThat(pingOne.writes(environment)).hasSize(2);
    }

    private interface Writer {
        List<Written> write(int number) throws Exception;
    }

    private static List<Written> writeAtOnce(Writer writer) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<List<Written>>> work = IntStream.range(0, WRITERS)
                    .mapToObj(number -> (Callable<List<Written>>) () -> writer.write(number))
                    .toList();
            List<Written> written = new ArrayList<>();
            for (Future<List<Written>> done : writers.invokeAll(work, AMPLE.toSeconds(), TimeUnit.SECONDS)) {
                written.addAll(done.get());
            }
            return written;
        } finally {
            writers.shutdownNow();
        }
    }

    /** The two take turns. */
    private WhatsAppClient client(int turn) {
        return WhatsAppClient.of((turn % 2 == 0 ? one : other).apiUrl()).in(environment);
    }

    private HttpRequest.Builder request(int turn, int number) {
        return client(turn)
                .putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, "20500000000000" + number))
                .timeout(AMPLE);
    }

    private Written write(int turn, int number) throws Exception {
        return write(request(turn, number));
    }

    private static Written write(HttpRequest.Builder request) throws Exception {
        String correlationId = UUID.randomUUID().toString();
        long begun = System.nanoTime();
        Answer answer = WhatsAppClient.send(request.header("Correlation-Id", correlationId));
        return new Written(correlationId, answer, begun, System.nanoTime());
    }

    private static void assertThatIsDoneOrToldToRetry(Written write) {
        assertThat(write.answer().status()).as(write.answer().body()).isIn(201, 409);
        if (write.answer().status() == 409) {
            assertThat(write.answer().code()).isEqualTo("CONCURRENT_CHANGE");
            assertThat(write.answer().header("Retry-After")).matches("[0-9]+");
        }
    }

    /** What was acknowledged before another write began has a smaller revision than that one. */
    private static void assertThatRevisionsFollowTime(List<Written> byRevision) {
        assertThat(byRevision.stream().map(Written::revision)).doesNotHaveDuplicates();
        long lastBegun = Long.MIN_VALUE;
        for (Written write : byRevision) {
            assertThat(write.ended())
                    .as("%s ended before one with a smaller revision began", write)
                    .isGreaterThan(lastBegun);
            lastBegun = Math.max(lastBegun, write.begun());
        }
    }
}
