package io.deliverysettings.benchmark;

import io.deliverysettings.benchmark.BarChart.Bar;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to the line that says that it is ready: as {@code ./gateway} does it, and plain. */
final class StartSuite implements Suite {

    private final Servers servers;
    private final Places places;
    private final Plan plan;
    private final PrintStream progress;

    StartSuite(Servers servers, Places places, Plan plan, PrintStream progress) {
        this.servers = servers;
        this.places = places;
        this.plan = plan;
        this.progress = progress;
    }

    @Override
    public Section run() throws IOException, InterruptedException {
        List<String> plainCommand = List.of(
                Places.java(),
                "-jar",
                places.application().resolve("gateway.jar").toString());
        List<String> packagedCommand = List.of(places.startScript().toString());
        // What is read for the first time comes from the disk, which is not what is measured.
        seconds("start, first", packagedCommand);
        List<Double> plain = new ArrayList<>();
        List<Double> packaged = new ArrayList<>();
        for (int i = 0; i < plan.starts(); i++) {
            plain.add(seconds("start, plain", plainCommand));
            packaged.add(seconds("start, packaged", packagedCommand));
            progress.printf(
                    "  start %d: plain %s s, packaged %s s%n",
                    i + 1, Numbers.text(plain.get(i)), Numbers.text(packaged.get(i)));
        }
        Series ofPlain = new Series(plain);
        Series ofPackaged = new Series(packaged);
        return new Section(
                "Start",
                List.of(
                        "From the start of the process to `ready:`, with the sandbox and an empty data directory; `./gateway` against"
                                + " `java -jar gateway.jar` without further options."),
                List.of(
                        Figure.ratio(
                                "start to ready: packaged to plain",
                                ofPackaged.dividedBy(ofPlain),
                                Target.atMost(0.55)),
                        Figure.forComparison("start to ready: packaged", ofPackaged, "s"),
                        Figure.forComparison("start to ready: plain", ofPlain, "s")),
                Map.of(
                        "start",
                        new BarChart(
                                "start to ready",
                                "s",
                                List.of(new Bar("java -jar gateway.jar", ofPlain), new Bar("./gateway", ofPackaged)))));
    }

    private double seconds(String name, List<String> command) throws IOException {
        long begin = System.nanoTime();
        Server server = servers.firstStart(name, command);
        double seconds = (System.nanoTime() - begin) / 1e9;
        server.close();
        return seconds;
    }
}
