package io.deliverysettings.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Whether anything that ought to stay as it is grows while the gateway works for a long time. */
final class SoakSuite implements Suite {

    // About a third of two processors, with PingOne and the load on them too.
    private static final int PER_SECOND = 400;
    // Few enough that all of them are known, and in memory, before anything is judged.
    private static final int ENVIRONMENTS = 2_000;
    private static final double MOST_CHANGE = 2;
    private static final double MOST_UNEXPECTED = 0.1;
    private static final String ROWS = "rows: ";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Servers servers;
    private final Places places;
    private final Plan plan;
    private final PrintStream progress;

    SoakSuite(Servers servers, Places places, Plan plan, PrintStream progress) {
        this.servers = servers;
        this.places = places;
        this.plan = plan;
        this.progress = progress;
    }

    /** What there was at one moment, when no request was under way. */
    private record Sample(
            double seconds, double heap, double files, double threads, double bytes, double rows, double changes) {

        /** What each row takes that has come since then: those that were there to begin with are of another mixture. */
        double bytesOfRowSince(Sample begin) {
            return (bytes - begin.bytes) / (rows - begin.rows);
        }
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        Path data = places.work().resolve("soak");
        List<String> environments = Workload.writesOf(ENVIRONMENTS).paths();
        try (Server upstream = servers.upstream();
                Server gateway = servers.gateway(
                        "gateway under mixed load",
                        upstream,
                        // One collector for all machines, so that its report is always of one form.
                        List.of("-Xmx256m", "-XX:+UseG1GC"),
                        "--data-dir=" + data,
                        // Few, so that how many are open is not a matter of who asked at the same moment.
                        "--max-connections=16",
                        "--read-max-age=1h");
                MixedLoad load = new MixedLoad(gateway.port(), environments, PER_SECOND)) {
            load.fill();
            Sample filled = sample(0, gateway, data);
            List<Sample> samples = new ArrayList<>();
            long begin = System.nanoTime();
            for (long next = plan.sample().toNanos();
                    next <= plan.soak().toNanos();
                    next += plan.sample().toNanos()) {
                load.go();
                Thread.sleep(Math.max(0, (begin + next - System.nanoTime()) / 1_000_000));
                load.hold();
                Sample sample = sample((System.nanoTime() - begin) / 1e9, gateway, data);
                samples.add(sample);
                progress.printf(
                        "  %4.0f s: heap %s KiB, %.0f files, %.0f threads, %s bytes a row, %,.0f rows; %,d answered%s%n",
                        sample.seconds(),
                        Numbers.text(sample.heap()),
                        sample.files(),
                        sample.threads(),
                        Numbers.text(sample.bytesOfRowSince(filled)),
                        sample.rows(),
                        load.answered(),
                        load.unexpected().isEmpty() ? "" : ", not as expected: " + load.unexpected());
            }
            return section(gateway, data, filled, samples, load);
        }
    }

    private Section section(Server gateway, Path data, Sample filled, List<Sample> samples, MixedLoad load)
            throws IOException {
        double last = samples.get(samples.size() - 1).seconds();
        List<Sample> judged = samples.stream()
                .filter(sample -> sample.seconds() >= last - plan.judged().toSeconds() - 1)
                .toList();
        long unexpected =
                load.unexpected().values().stream().mapToLong(Long::longValue).sum();
        double missing = load.changes() - samples.get(samples.size() - 1).changes();
        return new Section(
                "Soak",
                List.of(
                        "%d minutes of %s."
                                .formatted(plan.soak().toMinutes(), MixedLoad.describe(PER_SECOND, ENVIRONMENTS)),
                        "Every %d s the load stops, everything under way is answered, the heap is collected in full, and then things are looked at."
                                .formatted(plan.sample().toSeconds()),
                        "A change is the slope over the last %d minutes (the median of the slopes between each two samples, after Theil and Sen),"
                                        .formatted(plan.judged().toMinutes())
                                + " times these minutes, in percent of the mean, without its sign; behind ± is the standard error of that.",
                        "A row is one of `environments`, `credentials` or `history`, which grows by design, with each change. What it takes is by how"
                                + " much the database, with what its log still holds, has grown since the load began, divided by how many rows"
                                + " were added; those from before, when each environment was set once, are of another mixture."),
                List.of(
                        change("live heap", judged, Sample::heap),
                        change("open files", judged, Sample::files),
                        change("threads", judged, Sample::threads),
                        change("store for each row", judged, sample -> sample.bytesOfRowSince(filled)),
                        Figure.of(
                                "soak: not answered as expected",
                                Series.of(100.0 * unexpected / load.answered()),
                                "%",
                                Target.atMost(MOST_UNEXPECTED)),
                        Figure.of(
                                "soak: acknowledged and not in the history",
                                Series.of(Math.abs(missing)),
                                "",
                                Target.atMost(0)),
                        Figure.forComparison(
                                "soak: store for each row",
                                series(judged, sample -> sample.bytesOfRowSince(filled)),
                                "bytes"),
                        Figure.forComparison("soak: live heap", series(judged, Sample::heap), "KiB"),
                        Figure.forComparison(
                                "soak: write-ahead log at the end",
                                Series.of(Files.size(data.resolve("store.db-wal")) / 1e6),
                                "MB"),
                        Figure.forComparison(
                                "soak: resident memory at the end",
                                Series.of(ProcessStat.residentMebibytes(
                                        gateway.process().handle())),
                                "MiB")));
    }

    private static Figure change(String what, List<Sample> samples, ToDoubleFunction<Sample> value) {
        Trend trend = new Trend(
                samples.stream().map(Sample::seconds).toList(),
                samples.stream().mapToDouble(value).boxed().toList());
        return new Figure(
                "soak: change of " + what,
                Math.abs(trend.changePercent()),
                trend.noisePercent(),
                "%",
                Optional.of(Target.atMost(MOST_CHANGE)));
    }

    private static Series series(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return new Series(samples.stream().mapToDouble(value).boxed().toList());
    }

    private Sample sample(double seconds, Server gateway, Path data) throws IOException, InterruptedException {
        ProcessHandle process = gateway.process().handle();
        try (ChildProcess rows = ChildProcess.startAndRead(
                places.work().resolve("rows.log"),
                Map.of(),
                places.withTheStoresDriver(
                        StoreRows.class, data.resolve("store.db").toString()))) {
            String[] counted = rows.awaitLine(ROWS).substring(ROWS.length()).split(" ", -1);
            rows.awaitSuccess(PATIENCE);
            return new Sample(
                    seconds,
                    LiveHeap.kibibytes(process),
                    ProcessStat.openFiles(process),
                    ProcessStat.threads(process),
                    Double.parseDouble(counted[0]),
                    Double.parseDouble(counted[1]),
                    Double.parseDouble(counted[2]));
        }
    }
}
