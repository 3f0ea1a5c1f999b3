package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.BarChart.Bar;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many writes that wait for PingOne: what each takes of the heap, and whether reads from memory notice. */
final class SlowSuite implements Suite {

    private static final Duration TURN = Duration.ofSeconds(5);

    // One collector for all machines, so that its report is always of one form, and a heap of which what waits takes
    // less than 45 %: from there on that collector marks all the time.
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx1g", "-XX:+UseG1GC");

    private final Servers servers;
    private final Plan plan;
    private final LoadGenerator load;
    private final PrintStream progress;

    SlowSuite(Servers servers, Plan plan, LoadGenerator load, PrintStream progress) {
        this.servers = servers;
        this.plan = plan;
        this.load = load;
        this.progress = progress;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        double proxy = heapOfEachInProxy();
        int calls = plan.slowCalls();
        String most = Integer.toString(calls + 1000);
        try (Server upstream = servers.upstream(plan.slowFor());
                Server gateway = servers.gateway(
                        "gateway with slow writes",
                        upstream,
                        JAVA_OPTIONS,
                        "--read-max-age=1h",
                        "--max-connections=" + Math.min(calls + 100, 10_000),
                        "--http-max-connections=" + most,
                        "--http-max-in-flight=" + most,
                        "--http-max-in-flight-per-address=" + most,
                        "--http-max-in-flight-per-caller=" + most);
                SlowCalls slow = new SlowCalls(gateway.port(), calls)) {
            for (int i = 0; i < 3; i++) {
                load.run(gateway.port(), Workload.writes(), TURN);
                load.run(gateway.port(), Workload.readsOfFew(), TURN);
            }
            List<Double> without = reads(gateway);
            double heap = heapOfEach(gateway, upstream, slow);
            List<Double> during = reads(gateway);
            int stillWaiting = waiting(upstream);
            int answered = slow.awaitAnswered(plan.slowFor().plusMinutes(2));
            progress.printf("  %d still waited after the reads; %d answered well%n", stillWaiting, answered);
            if (stillWaiting < calls) {
                throw new IOException("only " + stillWaiting + " of " + calls
                        + " writes still waited when the reads were over, so what was measured says nothing of them");
            }
            return section(calls, heap, proxy, new Series(during), new Series(without), answered);
        }
    }

    /** What a call takes of the heap by being passed on, with nothing done about it. */
    private double heapOfEachInProxy() throws IOException, InterruptedException {
        try (Server upstream = servers.upstream(plan.slowFor());
                Server proxy = servers.vertxHttpProxy(upstream, JAVA_OPTIONS, plan.slowCalls());
                SlowCalls slow = new SlowCalls(proxy.port(), plan.slowCalls())) {
            load.run(proxy.port(), Workload.writes(), TURN);
            return heapOfEach(proxy, upstream, slow);
        }
    }

    /** Begins the calls, and returns when all of them wait. */
    private double heapOfEach(Server server, Server upstream, SlowCalls slow) throws IOException, InterruptedException {
        ProcessHandle process = server.process().handle();
        Path directory = server.process().log().resolveSibling("heap");
        Files.createDirectories(directory);
        LiveHeap.writeHistogram(process, directory.resolve("before"));
        double before = LiveHeap.kibibytes(process);
        slow.begin();
        awaitWaiting(upstream, plan.slowCalls());
        double with = LiveHeap.kibibytes(process);
        LiveHeap.writeHistogram(process, directory.resolve("with-slow-writes"));
        progress.printf(
                "  heap of %s: %s KiB before, %s KiB with %d waiting%n",
                server.name(), Numbers.text(before), Numbers.text(with), plan.slowCalls());
        return (with - before) / plan.slowCalls();
    }

    private Section section(int calls, double heap, double heapInProxy, Series during, Series without, int answered) {
        return new Section(
                "Slow writes",
                List.of(
                        "%,d writes, each to an environment of its own, for which PingOne takes %d s, while others read from memory."
                                .formatted(calls, plan.slowFor().toSeconds())),
                List.of(
                        Figure.of("slow writes: live heap of each", Series.of(heap), "KiB", Target.atMost(8)),
                        Figure.forComparison(
                                "slow writes: live heap of each in bare vertx-http-proxy",
                                Series.of(heapInProxy),
                                "KiB"),
                        Figure.ratio(
                                "slow writes: p99 of reads with them to without",
                                during.dividedBy(without),
                                Target.atMost(1.5)),
                        Figure.of(
                                "slow writes: answered well",
                                Series.of(100.0 * answered / calls),
                                "%",
                                Target.atLeast(100))),
                Map.of(
                        "slow-writes-p99",
                        new BarChart(
                                "99th percentile of reads from memory",
                                "ms",
                                List.of(
                                        new Bar("without slow writes", without),
                                        new Bar("with slow writes", during)))));
    }

    private List<Double> reads(Server gateway) throws IOException, InterruptedException {
        List<Double> p99 = new ArrayList<>();
        for (int i = 0; i < plan.rounds(); i++) {
            p99.add(load.run(gateway.port(), Workload.readsOfFew(), TURN).p99Millis());
        }
        return p99;
    }

    private void awaitWaiting(Server upstream, int calls) throws IOException, InterruptedException {
        long end = System.nanoTime() + plan.slowFor().toNanos() / 2;
        int waiting;
        do {
            Thread.sleep(100);
            waiting = waiting(upstream);
            if (System.nanoTime() > end) {
                throw new IOException(
                        "only " + waiting + " of " + calls + " writes had come to PingOne in half of the time");
            }
        } while (waiting < calls);
    }

    private static int waiting(Server upstream) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + upstream.port() + LeanUpstream.WAITING))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .build();
        return Integer.parseInt(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }
}
