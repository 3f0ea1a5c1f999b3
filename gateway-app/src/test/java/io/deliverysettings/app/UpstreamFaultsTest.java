package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.deliverysettings.app.UpstreamFaultCase.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that PingOne can do to a call, and what comes of it: for the caller, at PingOne, and in the store. The cases are in
 * {@code upstream-faults.txt}; {@code docs/upstream-faults.md} is made of them. Each has a gateway of its own, since what one has
 * met decides how the next call is treated.
 *
 * <p>{@code -Dfaults.rounds=10} does everything so many times.
 */
@Timeout(600)
class UpstreamFaultsTest {

    private static final Duration READ_LIMIT = Duration.ofSeconds(3);
    private static final Duration CHANGE_LIMIT = Duration.ofSeconds(5);

    /** For what a machine that is busy with other tests needs beyond the deadline. */
    private static final Duration SLACK = Duration.ofSeconds(4);

    private static final int AT_ONCE = 6;
    private static final String BEFORE = "205000000000002";
    private static final String WANTED = "205000000000003";
    private static final String AFTERWARDS = "205000000000001";

    /** What came of a case. */
    private record Observed(
            int status, String code, int calls, int writes, String history, Duration took, String held, String told) {

        /** As a line of the file, for whoever adds a case. */
        String asLine(UpstreamFaultCase of) {
            return "%s | %s | %s | %d | %s | %d | %d | %s"
                    .formatted(
                            of.operation(),
                            of.fault(),
                            of.isOnce() ? "once" : "always",
                            status,
                            code,
                            calls,
                            writes,
                            history);
        }
    }

    @TempDir
    static Path files = Path.of("");

    private static final Map<UpstreamFaultCase, List<Future<Observed>>> OBSERVED = new LinkedHashMap<>();
    private static ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    private static ExternalPingOne pingOne;

    @BeforeAll
    static void observeAll() throws Exception {
        pingOne = ExternalPingOne.start();
        int rounds = Integer.getInteger("faults.rounds", 1);
        for (int round = 0; round < rounds; round++) {
            for (UpstreamFaultCase one : UpstreamFaultCase.all()) {
                OBSERVED.computeIfAbsent(one, known -> new ArrayList<>()).add(workers.submit(() -> observe(one)));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> whatComesOfItIsWhatThePageSays() {
        return OBSERVED.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey().name(), () -> {
                    for (Future<Observed> round : entry.getValue()) {
                        verify(entry.getKey(), round.get(300, TimeUnit.SECONDS));
                    }
                }));
    }

    @Test
    void everyFaultIsTriedOnEveryCall() throws Exception {
        List<String> tried = UpstreamFaultCase.all().stream()
                .map(one -> one.operation() + " " + one.fault())
                .distinct()
                .toList();

        assertThat(tried)
                .containsAll(Stream.of(Call.GET, Call.PUT, Call.TOKEN)
                        .flatMap(operation -> Stream.of(UpstreamFault.values()).map(fault -> operation + " " + fault))
                        .toList());
    }

    @Test
    void thePageIsUpToDate() throws Exception {
        String page = UpstreamFaultsPage.of(UpstreamFaultCase.all());
        Files.writeString(Repository.root().resolve("gateway-app/target/upstream-faults.md"), page);

        assertThat(Repository.read("docs/upstream-faults.md"))
                .as("docs/upstream-faults.md is gateway-app/target/upstream-faults.md, which this test has written")
                .isEqualTo(page);
    }

    /** What was observed, for whoever adds a case and looks at what comes of it. */
    @AfterAll
    static void writeDownAndStop() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<UpstreamFaultCase, List<Future<Observed>>> entry : OBSERVED.entrySet()) {
            for (Future<Observed> round : entry.getValue()) {
                try {
                    lines.add(round.get(1, TimeUnit.SECONDS).asLine(entry.getKey()));
                } catch (ExecutionException | TimeoutException notObserved) {
                    lines.add("# " + entry.getKey().name() + ": " + notObserved);
                }
            }
        }
        Files.write(Repository.root().resolve("gateway-app/target/upstream-faults-observed.txt"), lines);
        workers.shutdownNow();
        pingOne.close();
    }

    private static void verify(UpstreamFaultCase expected, Observed observed) {
        assertThat(observed.status() + " " + observed.code())
                .as(observed.asLine(expected))
                .isEqualTo(expected.status() + " " + expected.code());
        assertThat(expected.allows(observed.calls()))
                .as("calls of %s, observed %s", expected, observed.asLine(expected))
                .isTrue();
        assertThat(observed.writes()).as(observed.asLine(expected)).isEqualTo(expected.writes());
        assertThat(observed.history()).as(observed.asLine(expected)).isEqualTo(expected.history());
        assertThat(observed.told())
                .as("what the gateway tells of what PingOne holds")
                .isEqualTo(observed.held());
        assertThat(observed.took())
                .isLessThan((expected.operation().isWrite() ? CHANGE_LIMIT : READ_LIMIT).plus(SLACK));
    }

    private static Observed observe(UpstreamFaultCase one) throws Exception {
        try (FaultyPingOne wire = new FaultyPingOne(pingOne.apiUrl());
                RunningGateway gateway = RunningGateway.with(flags(wire, one.operation()))) {
            WhatsAppClient client = one.operation().isByWorker()
                    ? gateway.client().with(pingOne.callersToken("caller-of-the-test"))
                    : gateway.client();
            prepare(one, client);
            wire.countFromZero();
            wire.spoil(one.operation().spoiled(), one.fault(), one.isOnce() ? 1 : Integer.MAX_VALUE);
            String correlationId = UUID.randomUUID().toString();
            long begin = System.nanoTime();
            Answer answer = one.operation().isWrite()
                    ? client.putAsync(correlationId, Bodies.put(Bodies.FIVE_NUMBERS, WANTED))
                            .get(60, TimeUnit.SECONDS)
                    : client.getFresh();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            int calls = wire.received(one.operation().spoiled());
            int writes = wire.appliedWrites().size();
            wire.heal();
            String held = String.join(" ", pingOne.directly(client).get().selected());
            String told = String.join(
                    " ",
                    Eventually.get(client::getFresh, fresh -> fresh.status() == 200)
                            .selected());
            return new Observed(
                    answer.status(),
                    answer.status() < 300 ? "-" : answer.code(),
                    calls,
                    writes,
                    history(one, client, correlationId),
                    took,
                    held,
                    told);
        }
    }

    /** The limits are those of the faults: on a busy machine, the first write of a gateway may need longer than they allow. */
    private static void prepare(UpstreamFaultCase one, WhatsAppClient client) throws Exception {
        WhatsAppClient first = one.operation() == Call.TOKEN ? pingOne.directly(client) : client;
        Eventually.get(() -> first.put(Bodies.put(Bodies.FIVE_NUMBERS, BEFORE)), answer -> answer.status() == 201);
    }

    /** Once another change can be made, whatever was open before has been looked into. */
    private static String history(UpstreamFaultCase one, WhatsAppClient client, String correlationId) throws Exception {
        if (!one.operation().isWrite()) {
            return "-";
        }
        Eventually.get(() -> client.put(Bodies.put(Bodies.FIVE_NUMBERS, AFTERWARDS)), answer -> answer.status() == 201);
        String outcomes = History.of(client).of(correlationId).stream()
                .map(History.Entry::outcome)
                .collect(Collectors.joining(" "));
        return outcomes.isEmpty() ? "-" : outcomes;
    }

    private static String[] flags(FaultyPingOne wire, Call operation) throws IOException {
        List<String> flags = new ArrayList<>(List.of(
                "--upstream",
                "pingone",
                "--pingone-api-url",
                wire.apiUrl().toString(),
                "--read-timeout",
                READ_LIMIT.toSeconds() + "s",
                "--write-timeout",
                CHANGE_LIMIT.toSeconds() + "s",
                "--attempt-timeout",
                "700ms",
                "--settling-time",
                "500ms",
                "--new-environment-window",
                "1s",
                "--stale-if-error",
                "0s",
                "--lease",
                "1s"));
        if (operation.isByWorker()) {
            flags.addAll(WorkerFiles.flags(files, wire.authUrl(), pingOne.issuer()));
        }
        return flags.toArray(String[]::new);
    }
}
