package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.Contest.Contender;
import io.deliverysettings.benchmark.Contest.Standing;
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
import java.util.function.Function;

/** Whether anything gets dearer with more environments in the embedded store. */
final class ScaleSuite implements Suite {

    private static final int FEW = 1_000;
    private static final double GROWTH = 1.2;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Servers servers;
    private final Places places;
    private final Plan plan;
    private final Contest contest;
    private final PrintStream progress;

    ScaleSuite(Servers servers, Places places, Plan plan, Contest contest, PrintStream progress) {
        this.servers = servers;
        this.places = places;
        this.plan = plan;
        this.contest = contest;
        this.progress = progress;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        int many = plan.environments();
        List<Figure> figures = new ArrayList<>();
        try (Server upstream = servers.upstream()) {
            Path ofFew = filled(upstream, FEW);
            Path ofMany = filled(upstream, many);
            figures.addAll(starts(upstream, ofFew, ofMany));
            try (Server few = gateway(upstream, ofFew);
                    Server more = gateway(upstream, ofMany)) {
                List<Double> resident = List.of(
                        ProcessStat.residentMebibytes(few.process().handle()),
                        ProcessStat.residentMebibytes(more.process().handle()));
                figures.add(Figure.ratio(
                        "scale: resident memory after the start",
                        Series.of(resident.get(1) / resident.get(0)),
                        Target.atMost(GROWTH)));
                figures.addAll(
                        compare("GET", few, more, many, paths -> new Workload(Workload.Method.GET, paths, true)));
                figures.addAll(
                        compare("PUT", few, more, many, paths -> new Workload(Workload.Method.PUT, paths, false)));
                Workload list = new Workload(Workload.Method.GET, List.of(Workload.LIST), false);
                figures.addAll(compare("list page", few, more, many, paths -> list));
            }
        }
        return new Section(
                "Scale",
                List.of(
                        "A store of %,d environments against one of %,d: processor time of a `GET` (`Cache-Control: no-cache`), of a `PUT`, and of"
                                        .formatted(many, FEW)
                                + " the first page of 20 of the list. Requests go to 1,000 environments in turn."),
                figures);
    }

    private List<Figure> compare(
            String what, Server few, Server more, int many, Function<List<String>, Workload> workload)
            throws IOException, InterruptedException {
        Map<String, Standing> standings = contest.run(List.of(
                new Contender("few", few, workload.apply(Workload.pathsOfFilled(FEW))),
                new Contender("many", more, workload.apply(Workload.pathsOfFilled(many)))));
        return new Comparison("scale, " + what, standings)
                .processorTime("many", "few", Target.atMost(GROWTH))
                .figures();
    }

    private List<Figure> starts(Server upstream, Path ofFew, Path ofMany) throws IOException {
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        for (int i = 0; i < plan.starts(); i++) {
            few.add(secondsToStart(upstream, ofFew));
            many.add(secondsToStart(upstream, ofMany));
        }
        return List.of(Figure.ratio(
                "scale: start to ready", new Series(many).dividedBy(new Series(few)), Target.atMost(GROWTH)));
    }

    private double secondsToStart(Server upstream, Path data) throws IOException {
        long begin = System.nanoTime();
        Server started = gateway(upstream, data);
        double seconds = (System.nanoTime() - begin) / 1e9;
        started.close();
        return seconds;
    }

    private Server gateway(Server upstream, Path data) throws IOException {
        // The later of two that say where the data is counts.
        return servers.gateway("gateway with a filled store", upstream, "--data-dir=" + data, "--read-max-age=1h");
    }

    private Path filled(Server upstream, int environments) throws IOException, InterruptedException {
        Path data = places.work().resolve("store-of-" + environments);
        try (Server gateway = gateway(upstream, data)) {
            putOne(gateway);
        }
        long begin = System.nanoTime();
        try (ChildProcess filler = ChildProcess.start(
                places.work().resolve("filler.log"),
                places.withTheStoresDriver(
                        StoreFiller.class, data.resolve("store.db").toString(), Integer.toString(environments)))) {
            filler.awaitSuccess(PATIENCE);
        }
        progress.printf(
                "  filled: %,d environments, %s MB, in %s s%n",
                environments,
                Numbers.text(Files.size(data.resolve("store.db")) / 1e6),
                Numbers.text((System.nanoTime() - begin) / 1e9));
        return data;
    }

    /** What all others are made of. */
    private static void putOne(Server gateway) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port()
                        + Workload.writes().paths().get(0)))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", Workload.AUTHORIZATION)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(Workload.BODY))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException("the gateway answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
