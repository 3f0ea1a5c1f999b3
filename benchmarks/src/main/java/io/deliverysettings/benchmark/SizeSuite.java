package io.deliverysettings.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How much memory the gateway takes, and how much of the disk what is shipped takes. */
final class SizeSuite implements Suite {

    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final String HEAP = "-Xmx128m";

    private final Servers servers;
    private final Places places;
    private final Plan plan;
    private final LoadGenerator load;
    private final PrintStream progress;

    SizeSuite(Servers servers, Places places, Plan plan, LoadGenerator load, PrintStream progress) {
        this.servers = servers;
        this.places = places;
        this.plan = plan;
        this.load = load;
        this.progress = progress;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        double idle;
        double loaded;
        try (Server upstream = servers.upstream();
                Server gateway = servers.gateway("gateway with " + HEAP, upstream, List.of(HEAP))) {
            Thread.sleep(SETTLING.toMillis());
            idle = ProcessStat.residentMebibytes(gateway.process().handle());
            load.run(gateway.port(), Workload.writes(), plan.memoryLoad().dividedBy(2));
            load.run(gateway.port(), Workload.reads(), plan.memoryLoad().dividedBy(2));
            loaded = ProcessStat.residentMebibytes(gateway.process().handle());
            progress.printf("  resident: %s MiB idle, %s MiB after load%n", Numbers.text(idle), Numbers.text(loaded));
        }
        return new Section(
                "Size",
                List.of("Resident memory with `" + HEAP + "`, " + SETTLING.toSeconds()
                        + " s after it was ready and after " + plan.memoryLoad().toSeconds()
                        + " s of writes and reads; all files of the packaged application."),
                List.of(
                        Figure.of("resident memory, idle", Series.of(idle), "MiB", Target.atMost(150)),
                        Figure.of("resident memory, after load", Series.of(loaded), "MiB", Target.atMost(260)),
                        Figure.of(
                                "packaged application",
                                Series.of(megabytes(places.application())),
                                "MB",
                                Target.atMost(45)),
                        // Made by each machine for itself; in nothing that is shipped but the image.
                        Figure.forComparison("class data archive beside it", Series.of(archiveMegabytes()), "MB")));
    }

    private double archiveMegabytes() {
        Path archive = places.application().resolveSibling("gateway.jsa");
        return Files.exists(archive) ? size(archive) / 1e6 : 0;
    }

    private static double megabytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).mapToLong(SizeSuite::size).sum() / 1e6;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
