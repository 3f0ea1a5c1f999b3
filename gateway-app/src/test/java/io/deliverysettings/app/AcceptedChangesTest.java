package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Changes that nobody waits for: made later, found out about after a restart, and no burden while they wait.
 *
 * <p>{@code -Daccepted.operations=10000} is for more of them waiting at once than the usual 2,000. The
 * figures are printed.
 */
@Timeout(300)
class AcceptedChangesTest {

    private static final String SLOW_NUMBER = "206000000000060";
    private static final String PREFER = "Prefer";
    private static final String RESPOND_ASYNC = "respond-async";

    private static final int WAITING = Integer.getInteger("accepted.operations", 2_000);
    private static final int RUNNING = 200;
    private static final int CALLERS = 16;

    /** Event loops and workers are begun as they are needed, here for the gateway and for PingOne. */
    private static final int MOST_MORE_THREADS = 64 + 4 * Runtime.getRuntime().availableProcessors();

    private static final long MOST_BYTES_EACH = 20 * 1024;

    @TempDir
    Path data = Path.of("");

    @Test
    void aSlowChangeIsAcceptedAtOnceAndEndsWithTheAnswerThatWaitingWouldHaveBrought() throws Exception {
        try (RunningGateway gateway = RunningGateway.with("--sandbox-verification-delay", "1s")) {
            WhatsAppClient client = gateway.client();

            Answer accepted = accept(slowPut(client));
            Answer ended = atItsEnd(client, accepted);
            Answer read = client.getFresh();

            assertThat(accepted.header("Preference-Applied")).isEqualTo(RESPOND_ASYNC);
            assertThat(accepted.json().path("state").asText()).isIn("QUEUED", "RUNNING");
            assertThat(accepted.json().at("/_links/self/href").asText()).isEqualTo(accepted.header("Location"));
            assertThat(ended.json().path("state").asText()).as(ended.body()).isEqualTo("SUCCEEDED");
            assertThat(ended.json().path("status").asInt()).isEqualTo(201);
            assertThat(read.status()).isEqualTo(200);
            assertThat(ended.json().path("result").toString()).isEqualTo(read.body());
            assertThat(ended.json().path("etag").asText()).isEqualTo(read.header("ETag"));
        }
    }

    @Test
    void whoPrefersToWaitLongEnoughGetsTheAnswerItself() throws Exception {
        try (RunningGateway gateway = RunningGateway.with("--sandbox-verification-delay", "1s")) {
            Answer put = WhatsAppClient.send(slowPut(gateway.client()).header(PREFER, "wait=15"));

            assertThat(put.status()).as(put.body()).isEqualTo(201);
            assertThat(put.selected()).containsExactly(SLOW_NUMBER);
        }
    }

    @Test
    void anotherNumberAndAnEarlierRevisionCanBeAskedForInTheSameWay() throws Exception {
        try (RunningGateway gateway = RunningGateway.with()) {
            WhatsAppClient client = gateway.client();
            assertThat(client.put(Bodies.put(Bodies.FIVE_NUMBERS, "205000000000001"))
                            .status())
                    .isEqualTo(201);

            Answer selected = atItsEnd(
                    client, accept(client.putRequest("/selectedNumber", "{\"numberId\": \"205000000000002\"}")));
            Answer restored =
                    atItsEnd(client, accept(client.request("/history/1/restore").POST(BodyPublishers.noBody())));

            assertThat(selected.json().path("action").asText()).isEqualTo("SELECT_NUMBER");
            assertThat(selected.json().path("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(restored.json().path("action").asText()).isEqualTo("RESTORE");
            assertThat(restored.json().path("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(client.get().selected()).containsExactly("205000000000001");
        }
    }

    /** In the second case PingOne is still verifying when the next gateway asks what it holds. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasUnderWayWhenTheGatewayStoppedIsFoundMadeAndNotMadeAgain(boolean isMadeBeforeTheNextStart)
            throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start(Duration.ofSeconds(isMadeBeforeTheNextStart ? 2 : 5))) {
            WhatsAppClient client;
            Answer accepted;
            try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
                client = gateway.client();
                WhatsAppClient caller = client;
                accepted = accept(slowPut(caller));
                Answer first = accepted;
                Eventually.get(() -> operation(caller, first), progress("VERIFYING"));
            }
            WhatsAppClient directly = pingOne.directly(client);
            if (isMadeBeforeTheNextStart) {
                Eventually.get(directly::get, answer -> answer.status() == 200);
            }

            try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
                WhatsAppClient again = new WhatsAppClient(gateway.apiUrl(), client.environment(), client.bearer());
                Answer ended = atItsEnd(again, accepted);

                assertThat(ended.json().path("state").asText()).as(ended.body()).isEqualTo("SUCCEEDED");
                assertThat(ended.json().at("/result/numbers/0/numberId").asText())
                        .isEqualTo(SLOW_NUMBER);
                assertThat(pingOne.received(client)).filteredOn("PUT"::equals).hasSize(1);
                assertThat(Steps.entries(Steps.history(again))).containsExactly("1 CONFIGURE APPLIED");
            }
        }
    }

    @Test
    void whatHadNotBegunWhenTheGatewayStoppedIsMadeByTheNextOne() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start()) {
            WhatsAppClient client;
            Answer accepted;
            try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags("--max-running-operations", "1"))) {
                WhatsAppClient before = gateway.client();
                Answer first = accept(slowPut(before));
                Eventually.get(() -> operation(before, first), progress("VERIFYING"));
                client = gateway.client();
                accepted = accept(client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, "205000000000002")));
                assertThat(operation(client, accepted).json().path("state").asText())
                        .isEqualTo("QUEUED");
            }

            try (RunningGateway gateway = RunningGateway.in(data, pingOne.flags())) {
                WhatsAppClient again = new WhatsAppClient(gateway.apiUrl(), client.environment(), client.bearer());

                assertThat(atItsEnd(again, accepted).json().path("state").asText())
                        .isEqualTo("SUCCEEDED");
                assertThat(pingOne.received(client)).filteredOn("PUT"::equals).hasSize(1);
                assertThat(again.get().selected()).containsExactly("205000000000002");
            }
        }
    }

    /** The threads include those of PingOne, which is in this process too, and of the callers. */
    @Test
    void thousandsOfThemWaitWithoutAThreadAndWithLittleMemory() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.in(
                        data,
                        pingOne.flags(
                                "--max-running-operations",
                                Integer.toString(RUNNING),
                                "--max-open-operations",
                                Integer.toString(WAITING + RUNNING)))) {
            WhatsAppClient other = gateway.client();
            assertThat(other.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            int threadsBefore = threads();
            acceptSlow(callers, gateway, RUNNING);
            long bytesBefore = usedBytes();

            List<Answer> accepted = acceptSlow(callers, gateway, WAITING);
            int threads = threads() - threadsBefore;
            long bytesEach = (usedBytes() - bytesBefore) / WAITING;
            print(threads, bytesEach);

            assertThat(threads).as("more threads").isLessThan(MOST_MORE_THREADS);
            assertThat(bytesEach).as("bytes of memory for each").isLessThan(MOST_BYTES_EACH);
            assertThat(operation(other, accepted.get(accepted.size() - 1))
                            .json()
                            .path("state")
                            .asText())
                    .as("they wait")
                    .isEqualTo("QUEUED");
            assertThat(other.getFresh().status()).isEqualTo(200);
            assertThat(other.put(Bodies.EXAMPLE).status()).isEqualTo(201);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void oneMoreThanMayBeOpenIsNotAccepted() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start();
                RunningGateway gateway = RunningGateway.in(data, pingOne.flags("--max-open-operations", "1"))) {
            accept(slowPut(gateway.client()));

            Answer refused = WhatsAppClient.send(slowPut(gateway.client()).header(PREFER, RESPOND_ASYNC));

            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("REQUEST_LIMITED");
            assertThat(refused.header("Retry-After")).isNotEmpty();
        }
    }

    private static List<Answer> acceptSlow(ExecutorService callers, RunningGateway gateway, int count)
            throws Exception {
        Callable<Answer> one = () -> accept(slowPut(gateway.client()));
        List<Answer> accepted = new ArrayList<>();
        for (Future<Answer> answer :
                callers.invokeAll(Stream.generate(() -> one).limit(count).toList(), 4, TimeUnit.MINUTES)) {
            accepted.add(answer.get());
        }
        return accepted;
    }

    private static HttpRequest.Builder slowPut(WhatsAppClient client) {
        return client.putRequest("", Bodies.put(Bodies.SLOW, SLOW_NUMBER));
    }

    private static Answer accept(HttpRequest.Builder change) throws Exception {
        Answer accepted = WhatsAppClient.send(change.header(PREFER, RESPOND_ASYNC));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        return accepted;
    }

    private static Answer atItsEnd(WhatsAppClient client, Answer accepted) throws Exception {
        return Eventually.get(
                () -> WhatsAppClient.send(
                        requestOf(client, accepted).header(PREFER, "wait=10").GET()),
                progress("ENDED"));
    }

    private static Answer operation(WhatsAppClient client, Answer accepted) throws Exception {
        return WhatsAppClient.send(requestOf(client, accepted).GET());
    }

    /** By way of the gateway that runs now, whichever has accepted it. */
    private static HttpRequest.Builder requestOf(WhatsAppClient client, Answer accepted) {
        URI location = URI.create(accepted.header("Location"));
        return client.requestTo(client.apiUrl().resolve(location.getPath()));
    }

    private static Predicate<Answer> progress(String progress) {
        return answer -> answer.json().path("progress").asText().equals(progress);
    }

    @SuppressWarnings("SystemOut") // the figures are what the long form is run for
    private static void print(int threads, long bytesEach) {
        System.out.printf(
                "%d operations wait and %d run: %d more threads, %d bytes of memory for each that waits%n",
                WAITING, RUNNING, threads, bytesEach);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long usedBytes() throws InterruptedException {
        // The second one takes what the first has only made free to be taken.
        for (int i = 0; i < 2; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
