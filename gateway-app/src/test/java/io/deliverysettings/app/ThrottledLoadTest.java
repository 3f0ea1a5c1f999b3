package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.sandbox.PingOneSandbox;
import io.deliverysettings.sandbox.RateLimits;
import io.deliverysettings.sandbox.SandboxOptions;
import io.deliverysettings.sandbox.SandboxStatistics;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many callers, few environments, and a PingOne that throttles at its documented limits and fails a tenth of the calls in random
 * ways. The short form is a part of every build; {@code -Dload.seconds=120} is the long one. The figures are printed.
 */
@Timeout(600)
class ThrottledLoadTest {

    private static final int CALLERS = 200;
    private static final int ENVIRONMENTS = 20;
    private static final double FAULT_SHARE = 0.1;
    private static final long SEED = 4;
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(60);
    private static final List<String> NUMBERS = List.of("205000000000001", "205000000000002", "205000000000003");

    /** One call and its answer. */
    private record Call(String kind, WhatsAppClient client, String correlationId, int status, Duration took) {

        boolean isAcknowledgedWrite() {
            return !kind.equals("GET") && status < 300;
        }

        /** A 5xx with time left, in which another try could have succeeded. */
        boolean isAvoidable() {
            Duration limit = kind.equals("GET") ? READ_LIMIT : CHANGE_LIMIT;
            return status >= 500 && took.compareTo(limit.multipliedBy(9).dividedBy(10)) < 0;
        }
    }

    @Test
    void nothingIsLostOrDoneTwiceAndPingOnesLimitsAreKept() throws Exception {
        int seconds = Integer.getInteger("load.seconds", 20);
        Vertx vertx = Vertx.vertx();
        PingOneSandbox sandbox = PingOneSandbox.start(
                        vertx,
                        SandboxOptions.defaults()
                                .withPort(0)
                                .withRateLimits(RateLimits.documented())
                                .withFaults(FAULT_SHARE, SEED))
                .await(10, TimeUnit.SECONDS);
        ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
        try (RunningGateway gateway = RunningGateway.with(
                "--upstream",
                "pingone",
                "--pingone-api-url",
                sandbox.apiUrl(),
                "--rate-per-licence",
                "600",
                "--rate-per-environment",
                "210",
                "--read-timeout",
                READ_LIMIT.toSeconds() + "s",
                "--write-timeout",
                CHANGE_LIMIT.toSeconds() + "s")) {
            List<WhatsAppClient> clients = clients(gateway.apiUrl());
            call(clients, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), calls);
            SandboxStatistics pingOne = sandbox.statistics();
            List<Call> unrecorded = unrecorded(calls, clients);
            print(seconds, calls, pingOne, unrecorded);

            assertThat(calls.stream().filter(Call::isAcknowledgedWrite)).isNotEmpty();
            assertThat(calls.stream().filter(Call::isAvoidable))
                    .as("answers of 5xx that another try within the deadline would have avoided")
                    .isEmpty();
            assertThat(pingOne.putsAppliedTwice())
                    .as("writes that PingOne had made and received again")
                    .isZero();
            assertThat(pingOne.throttledShare())
                    .as("calls above PingOne's limits")
                    .isLessThanOrEqualTo(0.01);
            assertThat(unrecorded)
                    .as("acknowledged writes that are not in the store")
                    .isEmpty();
        } finally {
            vertx.close().await(20, TimeUnit.SECONDS);
        }
    }

    private static List<WhatsAppClient> clients(URI apiUrl) {
        List<WhatsAppClient> clients = new ArrayList<>();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            clients.add(WhatsAppClient.of(apiUrl));
        }
        return clients;
    }

    private static void call(List<WhatsAppClient> clients, long end, ConcurrentLinkedQueue<Call> calls)
            throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                Random random = new Random(SEED + i);
                WhatsAppClient client = clients.get(i % ENVIRONMENTS);
                all.add(() -> {
                    while (System.nanoTime() < end) {
                        calls.add(call(client, random, end));
                    }
                    return null;
                });
            }
            for (Future<Void> caller : callers.invokeAll(all)) {
                caller.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** As a well-behaved client does, it comes back when it is told to. */
    private static Call call(WhatsAppClient client, Random random, long end) throws Exception {
        String correlationId = UUID.randomUUID().toString();
        String number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        String kind = List.of("GET", "PUT", "SELECT").get(random.nextInt(3));
        long begin = System.nanoTime();
        Answer answer = WhatsAppClient.send(
                switch (kind) {
                    case "GET" ->
                        client.request("").timeout(Duration.ofMinutes(2)).GET();
                    case "PUT" ->
                        client.putRequest("", Bodies.put(Bodies.FIVE_NUMBERS, number))
                                .timeout(Duration.ofMinutes(2))
                                .header("Correlation-Id", correlationId);
                    default ->
                        client.requestTo(URI.create(client.resource() + "/selectedNumber"))
                                .timeout(Duration.ofMinutes(2))
                                .header("Content-Type", "application/json")
                                .header("Correlation-Id", correlationId)
                                .PUT(BodyPublishers.ofString("{\"numberId\":\"%s\"}".formatted(number)));
                });
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        long pause =
                answer.headers().firstValue("Retry-After").map(Long::parseLong).orElse(0L);
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (pause > 0 && left > 0) {
            TimeUnit.MILLISECONDS.sleep(Math.min(left, TimeUnit.SECONDS.toMillis(pause)));
        }
        return new Call(kind, client, correlationId, answer.status(), took);
    }

    /** The history is read once the sandbox has no more faults to offer: its own answers do not come from PingOne. */
    private static List<Call> unrecorded(ConcurrentLinkedQueue<Call> calls, List<WhatsAppClient> clients)
            throws Exception {
        List<Call> unrecorded = new ArrayList<>();
        for (WhatsAppClient client : clients) {
            if (calls.stream().noneMatch(call -> call.client().equals(client) && call.isAcknowledgedWrite())) {
                // Where nobody came to write in so short a time there are no settings, and PingOne knows of no history.
                continue;
            }
            Eventually.get(
                    () -> WhatsAppClient.send(client.requestTo(URI.create(client.resource() + "/history"))
                            .timeout(Duration.ofMinutes(1))
                            .GET()),
                    answer -> answer.status() == 200);
            History history = History.of(client);
            calls.stream()
                    .filter(call -> call.client().equals(client) && call.isAcknowledgedWrite())
                    .filter(call -> history.of(call.correlationId()).stream().noneMatch(History.Entry::isApplied))
                    .forEach(unrecorded::add);
        }
        return unrecorded;
    }

    @SuppressWarnings("SystemOut") // the figures are what the long form is run for
    private static void print(
            int seconds, ConcurrentLinkedQueue<Call> calls, SandboxStatistics pingOne, List<Call> unrecorded) {
        Map<String, Long> answers = calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.kind() + " " + call.status(), TreeMap::new, Collectors.counting()));
        System.out.printf(
                "%d callers, %d environments, %d s, %.0f %% of PingOne's answers spoiled%n",
                CALLERS, ENVIRONMENTS, seconds, FAULT_SHARE * 100);
        System.out.printf("answers to callers: %s%n", answers);
        System.out.printf("PingOne: %s%n", pingOne);
        System.out.printf(
                "5xx that another try would have avoided: %d; writes made twice: %d; calls above PingOne's limits: %.2f %%;"
                        + " acknowledged writes: %d, of them not in the store: %d%n",
                calls.stream().filter(Call::isAvoidable).count(),
                pingOne.putsAppliedTwice(),
                pingOne.throttledShare() * 100,
                calls.stream().filter(Call::isAcknowledgedWrite).count(),
                unrecorded.size());
    }
}
