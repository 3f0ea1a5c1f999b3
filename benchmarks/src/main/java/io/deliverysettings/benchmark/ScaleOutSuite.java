package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.BarChart.Bar;
import io.deliverysettings.benchmark.Postgres.Counts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** One, two and four gateways over one PostgreSQL: what each write costs, and whether all of them are kept. */
final class ScaleOutSuite implements Suite {

    private static final List<Integer> GATEWAYS = List.of(1, 2, 4);
    private static final int MEETING_ENVIRONMENTS = 16;
    private static final String CHANGES = "SELECT count(*) FROM history WHERE action <> 'OBSERVE'";

    private final Servers servers;
    private final Places places;
    private final Plan plan;
    private final PrintStream progress;

    ScaleOutSuite(Servers servers, Places places, Plan plan, PrintStream progress) {
        this.servers = servers;
        this.places = places;
        this.plan = plan;
        this.progress = progress;
    }

    /** A gateway with what loads it. */
    private record Instance(Server server, int managementPort, LoadGenerator load, VertxLoad exact)
            implements AutoCloseable {

        @Override
        public void close() {
            load.close();
            exact.close();
            server.close();
        }
    }

    /**
     * A turn of all gateways.
     *
     * @param gateways processor time of all of them for each request, in µs
     * @param busy how often each request found that another gateway had the turn
     * @param database of each request
     */
    private record Turn(
            long requests,
            long acknowledged,
            double perSecond,
            double p99,
            double gateways,
            double busy,
            Counts database,
            String errors) {}

    /** What was found with so many gateways. */
    private record Found(
            int gateways, List<Turn> apart, Turn counted, Turn meeting, double connections, double missing) {

        Series apart(Function<Turn, Double> value) {
            return new Series(apart.stream().map(value).toList());
        }
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        List<Found> found = new ArrayList<>();
        try (Postgres postgres = servers.postgres();
                Server upstream = servers.upstream()) {
            for (int gateways : GATEWAYS) {
                found.add(measure(postgres.createDatabase(), upstream, gateways));
            }
        }
        return section(found);
    }

    private Found measure(Postgres.Database database, Server upstream, int gateways)
            throws IOException, InterruptedException {
        List<Instance> instances = new ArrayList<>();
        try {
            for (int i = 0; i < gateways; i++) {
                instances.add(instance(database, upstream, i, gateways));
            }
            WarmUp warm = WarmUp.until(
                    plan.mostWarmUpTurns(),
                    () -> apart(database, instances, false).gateways());
            progress.printf("  warm after %d turns: %d of them%n", warm.turns(), gateways);
            List<Turn> apart = new ArrayList<>();
            for (int i = 0; i < plan.rounds(); i++) {
                apart.add(tell(gateways, "apart", apart(database, instances, false)));
            }
            double connections = database.connections();
            double before = database.number(CHANGES);
            // By the generator that waits for every answer, so that what was acknowledged is known.
            Turn exact = tell(gateways, "apart, counted", apart(database, instances, true));
            Turn meeting = tell(
                    gateways,
                    "meeting",
                    turn(
                            database,
                            instances,
                            instance -> instance.exact()
                                    .run(
                                            instance.server().port(),
                                            Workload.writesOf(MEETING_ENVIRONMENTS),
                                            plan.turn())));
            double missing = exact.acknowledged() + meeting.acknowledged() - (database.number(CHANGES) - before);
            return new Found(gateways, apart, exact, meeting, connections, missing);
        } finally {
            instances.forEach(Instance::close);
        }
    }

    private Instance instance(Postgres.Database database, Server upstream, int number, int of)
            throws IOException, InterruptedException {
        int managementPort = ChildProcess.freePort();
        int connections = LoadGenerator.CONNECTIONS / of;
        Path work = places.work().resolve("load-%d-of-%d".formatted(number + 1, of));
        return new Instance(
                servers.gatewayOver(
                        database,
                        "gateway %d of %d".formatted(number + 1, of),
                        upstream,
                        "--management-port=" + managementPort),
                managementPort,
                LoadGenerator.best(work, connections),
                new VertxLoad(connections));
    }

    /** What one generator does. */
    private interface Run {

        LoadResult with(Instance instance) throws IOException, InterruptedException;
    }

    private Turn apart(Postgres.Database database, List<Instance> instances, boolean isExact)
            throws IOException, InterruptedException {
        return turn(
                database,
                instances,
                instance -> (isExact ? instance.exact() : instance.load())
                        .run(
                                instance.server().port(),
                                Workload.writesOfOne(instances.indexOf(instance), instances.size()),
                                plan.turn()));
    }

    private static Turn turn(Postgres.Database database, List<Instance> instances, Run run)
            throws IOException, InterruptedException {
        Counts countsBefore = database.counts();
        double busyBefore = busy(instances);
        double processorBefore = processorSeconds(instances);
        List<LoadResult> results = together(instances, run);
        double processor = processorSeconds(instances) - processorBefore;
        double busy = busy(instances) - busyBefore;
        Counts counts = database.counts().since(countsBefore);
        for (Instance instance : instances) {
            Contest.awaitIdle(instance.server().process().handle());
        }
        long requests = results.stream().mapToLong(LoadResult::requests).sum();
        long errors = results.stream().mapToLong(LoadResult::errors).sum();
        Map<String, Long> kinds = new HashMap<>();
        results.forEach(result -> result.errorsByKind().forEach((kind, count) -> kinds.merge(kind, count, Long::sum)));
        return new Turn(
                requests,
                requests - errors,
                results.stream().mapToDouble(LoadResult::perSecond).sum(),
                results.stream().mapToDouble(LoadResult::p99Millis).max().orElse(0),
                // Infinite when there are none, as happens to a cold gateway on a busy machine.
                processor * 1e6 / requests,
                busy / requests,
                counts.dividedBy(requests),
                kinds.isEmpty() ? "none" : kinds.toString());
    }

    private static List<LoadResult> together(List<Instance> instances, Run run)
            throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(instances.size());
        try {
            List<Callable<LoadResult>> runs = instances.stream()
                    .<Callable<LoadResult>>map(instance -> () -> run.with(instance))
                    .toList();
            List<LoadResult> results = new ArrayList<>();
            for (Future<LoadResult> result : threads.invokeAll(runs)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException failure) {
            throw new IOException("the load failed: " + failure.getMessage(), failure);
        } finally {
            threads.shutdownNow();
        }
    }

    private static double processorSeconds(List<Instance> instances) throws IOException {
        double seconds = 0;
        for (Instance instance : instances) {
            seconds += ProcessStat.processorSeconds(instance.server().process().handle());
        }
        return seconds;
    }

    private static double busy(List<Instance> instances) throws IOException, InterruptedException {
        double busy = 0;
        for (Instance instance : instances) {
            busy += Metrics.sum(
                    Metrics.read(instance.managementPort()), "gateway_store_beginnings_total", "result=\"busy\"");
        }
        return busy;
    }

    private Turn tell(int gateways, String what, Turn turn) throws IOException {
        if (turn.requests() == 0) {
            throw new IOException("no gateway of " + gateways + " answered anything");
        }
        progress.printf(
                "  %d %-16s %8s requests/s %8s us, PostgreSQL %8s us, %s statements, %s times busy; %8s ms p99, errors: %s%n",
                gateways,
                what + ":",
                Numbers.text(turn.perSecond()),
                Numbers.text(turn.gateways()),
                Numbers.text(turn.database().processorSeconds() * 1e6),
                Numbers.text(turn.database().statements()),
                Numbers.text(turn.busy()),
                Numbers.text(turn.p99()),
                turn.errors());
        return turn;
    }

    private static Section section(List<Found> found) {
        List<Figure> figures = new ArrayList<>();
        Found alone = found.get(0);
        for (Found with : found) {
            String of = "scaling out, %d of them: ".formatted(with.gateways());
            if (with.gateways() > alone.gateways()) {
                figures.add(ratio(of + "gateways' processor time", with, alone, Turn::gateways));
                figures.add(ratio(of + "PostgreSQL's processor time", with, alone, ScaleOutSuite::ofPostgres));
                figures.add(ratio(of + "throughput", with, alone, Turn::perSecond));
            }
            Turn meeting = with.meeting();
            figures.add(figure(of + "statements", with.counted().database().statements(), ""));
            figures.add(figure(of + "connections to PostgreSQL", with.connections(), ""));
            figures.add(figure(of + "meeting, statements", meeting.database().statements(), ""));
            figures.add(figure(of + "meeting, times that another had the turn", meeting.busy(), ""));
            figures.add(figure(
                    of + "meeting, refused or not answered",
                    100.0 * (meeting.requests() - meeting.acknowledged()) / meeting.requests(),
                    "%"));
            figures.add(Figure.of(
                    of + "acknowledged and not in the history",
                    Series.of(Math.abs(with.missing())),
                    "",
                    Target.atMost(0)));
        }
        return new Section(
                "Scaling out",
                List.of(
                        "One, two and four gateways over one PostgreSQL, all on this machine, so that what is measured is what a write costs and"
                                + " not how many more there are. The load is that of the writes from above, 64 connections in all, an equal part"
                                + " for each gateway; ratios are to one gateway, and figures are those of each write.",
                        "Apart: each environment is written by way of one gateway only. Meeting: all gateways write the same "
                                + MEETING_ENVIRONMENTS + " environments. The last row counts both."),
                figures,
                Map.of("scaling-out-processor-time", new BarChart("PUT, processor time of each", "µs", bars(found))));
    }

    private static List<Bar> bars(List<Found> found) {
        List<Bar> bars = new ArrayList<>();
        found.forEach(with -> bars.add(new Bar(gateways(with.gateways()), with.apart(Turn::gateways))));
        found.forEach(with ->
                bars.add(new Bar("PostgreSQL, " + gateways(with.gateways()), with.apart(ScaleOutSuite::ofPostgres))));
        return bars;
    }

    private static String gateways(int number) {
        return number == 1 ? "1 gateway" : number + " gateways";
    }

    private static double ofPostgres(Turn turn) {
        return turn.database().processorSeconds() * 1e6;
    }

    private static Figure figure(String name, double value, String unit) {
        return Figure.forComparison(name, Series.of(value), unit);
    }

    private static Figure ratio(String name, Found of, Found to, Function<Turn, Double> value) {
        return Figure.forComparison(name, of.apart(value).dividedBy(to.apart(value)), "x");
    }
}
