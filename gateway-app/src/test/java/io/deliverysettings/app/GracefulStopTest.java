package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.deliverysettings.app.Balancer.Instance;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways over one PostgreSQL, of which one is stopped and started again, as in an upgrade, while callers go on. */
@Timeout(120)
class GracefulStopTest {

    private static final int CALLERS = 8;
    private static final int STOPS = 2;

    /** Of each stop: writes that were accepted, and the one that somebody waits for. */
    private static final int ACCEPTED = 3;

    private static final int SLOW_WRITES = ACCEPTED + 1;

    /** Requests in between. */
    private static final int ENOUGH = 40;

    private static final String SLOW_NUMBER = "206000000000060";

    /** Longer than draining takes, so that what was accepted is under way when the gateway ends. */
    private static final Duration VERIFICATION = Duration.ofSeconds(6);

    @TempDir
    Path temporary = Path.of("");

    private final AtomicBoolean isOver = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();

    /** Somebody with an environment of its own, and how many writes were acknowledged to it. */
    private record Caller(String environment, int writes) {}

    @Test
    void noRequestFailsAndNothingIsLostOrDoneTwiceWhileOneOfTwoIsStoppedAndStartedAgain() throws Exception {
        try (ExternalPingOne pingOne = ExternalPingOne.start(VERIFICATION);
                SharedStore store = SharedStore.start(temporary);
                CapturedLog log = CapturedLog.from(Level.INFO);
                RunningGateway staying = gateway(store, pingOne)) {
            RunningGateway leaving = gateway(store, pingOne);
            boolean hasLeft = false;
            Map<String, String> accepted = new LinkedHashMap<>();
            List<Caller> callers;
            Instance stayingOne = new Instance(staying);
            Instance leavingOne = new Instance(leaving);
            try (Balancer balancer = new Balancer(stayingOne, leavingOne)) {
                ExecutorService load = Executors.newFixedThreadPool(CALLERS);
                try {
                    List<Future<Caller>> calling = new ArrayList<>();
                    for (int i = 0; i < CALLERS; i++) {
                        calling.add(load.submit(() -> call(balancer)));
                    }
                    for (int stop = 0; stop < STOPS; stop++) {
                        awaitRequests(leavingOne, calling);
                        CompletableFuture<Answer> underWay = slowPut(leaving, pingOne);
                        // It is answered, and the gateway gone, while these are under way.
                        TimeUnit.SECONDS.sleep(1);
                        accepted.putAll(acceptBy(leaving));
                        hasLeft = true;
                        assertThat(underWay)
                                .as("the write that somebody waits for")
                                .isNotDone();
                        leaving.close();
                        assertThat(underWay.get(20, TimeUnit.SECONDS).status()).isEqualTo(201);
                        assertThat(leavingOne.isReady()).isFalse();
                        // All that it had taken, as soon as the answers are read.
                        Eventually.get(leavingOne::unanswered, unanswered -> unanswered == 0);
                        awaitRequests(stayingOne, calling);
                        leaving = gateway(store, pingOne);
                        hasLeft = false;
                        leavingOne.replace(leaving);
                    }
                    awaitRequests(leavingOne, calling);
                    isOver.set(true);
                    callers = new ArrayList<>();
                    for (Future<Caller> caller : calling) {
                        callers.add(caller.get(30, TimeUnit.SECONDS));
                    }
                } finally {
                    isOver.set(true);
                    load.shutdownNow();
                }
            } finally {
                if (!hasLeft) {
                    leaving.close();
                }
            }

            System.out.printf(
                    "stopped %d times: %d writes, %d reads, all answered%n",
                    STOPS, callers.stream().mapToInt(Caller::writes).sum(), reads.get());
            assertThat(log.text()).contains("accepted changes are under way and left to whoever takes them up next");
            for (Map.Entry<String, String> change : accepted.entrySet()) {
                WhatsAppClient client = WhatsAppClient.of(staying.apiUrl()).in(change.getKey());
                Answer ended = Eventually.get(
                        () -> client.get("/operations/" + change.getValue()),
                        answer -> answer.json().path("state").asText().matches("SUCCEEDED|FAILED"));
                assertThat(ended.json().path("state").asText()).as(ended.body()).isEqualTo("SUCCEEDED");
                assertThat(Steps.entries(Steps.history(client))).containsExactly("1 CONFIGURE APPLIED");
            }
            for (Caller caller : callers) {
                WhatsAppClient client = WhatsAppClient.of(staying.apiUrl()).in(caller.environment());
                assertThat(caller.writes()).isPositive();
                assertThat(client.getFresh().revision()).contains((long) caller.writes());
            }
            // Counted for all environments at once: the sandbox remembers only the newest calls one by one.
            assertThat(pingOne.statistics().putsReceived())
                    .as("PUTs that reached PingOne")
                    .isEqualTo(callers.stream().mapToInt(Caller::writes).sum() + STOPS * SLOW_WRITES);
            assertThat(pingOne.statistics().putsAppliedTwice()).isZero();
        }
    }

    private static RunningGateway gateway(SharedStore store, ExternalPingOne pingOne) throws Gateway.CannotStart {
        return RunningGateway.with(store.flags(
                pingOne.apiUrl(),
                "--stop-delay",
                "1s",
                "--lease",
                "5s",
                "--new-environment-window",
                "0s",
                "--read-max-age",
                "0s"));
    }

    /** Writes and reads in turn, each of which has to succeed, until it is over. */
    private Caller call(Balancer balancer) throws Exception {
        String environment = UUID.randomUUID().toString();
        int writes = 0;
        while (!isOver.get()) {
            String number = "20500000000000" + (1 + writes % 4);
            Answer written = writes % 3 < 2
                    ? send(
                            balancer,
                            environment,
                            client -> client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, number)))
                    : send(
                            balancer,
                            environment,
                            client -> client.putRequest("/selectedNumber", "{\"numberId\": \"" + number + "\"}"));
            assertThat(written.status()).as(written.body()).isIn(200, 201);
            writes++;
            Answer read =
                    send(balancer, environment, client -> client.request("").GET());
            assertThat(read.status()).as(read.body()).isEqualTo(200);
            assertThat(read.selected()).as("what was written last").containsExactly(number);
            assertThat(read.revision()).contains((long) writes);
            reads.incrementAndGet();
        }
        return new Caller(environment, writes);
    }

    private static Answer send(
            Balancer balancer, String environment, Function<WhatsAppClient, HttpRequest.Builder> request)
            throws Exception {
        return balancer.send(apiUrl -> request.apply(WhatsAppClient.of(apiUrl).in(environment)));
    }

    /**
     * A write that somebody waits for, and that goes to PingOne next: it is read before it is written. The sandbox tells of
     * calls when it is done with them.
     */
    private static CompletableFuture<Answer> slowPut(RunningGateway gateway, ExternalPingOne pingOne) throws Exception {
        WhatsAppClient client = gateway.client();
        CompletableFuture<Answer> answer = client.putAsync(Bodies.put(Bodies.SLOW, SLOW_NUMBER));
        Eventually.get(() -> pingOne.received(client), received -> received.contains("GET"));
        return answer;
    }

    /** Changes that it has accepted and begun, each in an environment of its own, by the environment. */
    private static Map<String, String> acceptBy(RunningGateway gateway) throws Exception {
        Map<String, String> accepted = new LinkedHashMap<>();
        for (int i = 0; i < ACCEPTED; i++) {
            WhatsAppClient client = gateway.client();
            Answer answer = WhatsAppClient.send(
                    client.putRequest("", Bodies.put(Bodies.SLOW, SLOW_NUMBER)).header("Prefer", "respond-async"));
            assertThat(answer.status()).as(answer.body()).isEqualTo(202);
            String operation = URI.create(answer.header("Location")).getPath().replaceFirst(".*/", "");
            Eventually.get(
                    () -> client.get("/operations/" + operation),
                    asked -> asked.json().path("progress").asText().equals("VERIFYING"));
            accepted.put(client.environment(), operation);
        }
        return accepted;
    }

    /** Enough more, unless a caller has met something that it should not. */
    private static void awaitRequests(Instance instance, List<Future<Caller>> calling) throws Exception {
        int before = instance.sent();
        Eventually.get(
                () -> {
                    for (Future<Caller> caller : calling) {
                        if (caller.isDone()) {
                            caller.get();
                        }
                    }
                    return instance.sent();
                },
                sent -> sent >= before + ENOUGH);
    }
}
