package io.deliverysettings.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code benchmarks/run} starts. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        version = "That of the gateway beside it, see ./gateway --version",
        description = "Measures the gateway next to what one would use instead, and holds it to its targets.",
        footer = {
            "",
            "How long it takes, roughly, and more where the JVMs take longer to get warm:",
            "  quick  size, start and selection 30 s each, get and put 90 s to 2 min each",
            "  full   size 1 min, start 2, selection 3, get and put 4 each, postgres 4, slow 4, scaleout 5, scale 11, soak 21:",
            "         about an hour; all but the soak less than 40 minutes",
            "They are measured in this order. What fails is reported as not measured, with the reason, and the others go on.",
            "Why a target is missed, for the report, stands in benchmarks/missed-targets.md.",
            "",
            "Exit codes: 0 no target is missed by more than its noise, 1 one is, or something could not be measured, 2 wrong usage."
        })
final class BenchmarkMain implements Callable<Integer> {

    /** What can be measured alone, in the order in which it is: what takes long comes last. */
    enum What {
        SIZE,
        START,
        SELECTION,
        GET,
        PUT,
        POSTGRES,
        SLOW,
        SCALEOUT,
        SCALE,
        SOAK;

        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Those that quick leaves out unless they are asked for. */
    private static final EnumSet<What> LONG =
            EnumSet.of(What.POSTGRES, What.SLOW, What.SCALEOUT, What.SCALE, What.SOAK);

    @Parameters(
            paramLabel = "quick|full",
            description = "How thorough: quick takes about five minutes, full about an hour; see below.")
    private Plan.Mode mode = Plan.Mode.QUICK;

    @Option(
            names = "--only",
            paramLabel = "WHAT",
            split = ",",
            description = "Measures no more than these: ${COMPLETION-CANDIDATES}.")
    private List<What> only = List.of();

    @Option(names = "--report", description = "Writes docs/performance.md with its charts. The machine has to be idle.")
    private boolean report;

    @Option(
            names = "--gateway-option",
            paramLabel = "OPTION",
            description = "A further option of every gateway, such as --access-log=false, to see what it does.")
    private List<String> gatewayOptions = List.of();

    private final Places places = new Places(Path.of("").toAbsolutePath());
    private final PrintStream out = System.out;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new BenchmarkMain())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof IOException) {
                        command.getErr().println("benchmarks: " + failure.getMessage());
                        return 1;
                    }
                    throw failure;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(places.application().resolve("gateway.jar"))) {
            throw new IOException("there is no packaged application here; start this with benchmarks/run");
        }
        List<String> machine = Machine.describe();
        machine.forEach(out::println);
        if (Machine.isBusy()) {
            if (report) {
                throw new IOException(
                        "this machine has other work to do, so a report would be about that; wait until it is idle");
            }
            out.println("This machine has other work to do: what follows says that it runs, and nothing of how fast.");
        }
        List<String> failures = new ArrayList<>();
        Report result = measure(machine, failures);
        out.println();
        for (Section section : result.sections()) {
            out.println(section.title());
            section.figures().forEach(figure -> out.println("  " + Report.line(figure)));
        }
        out.println();
        out.println(result.summary());
        if (!result.notMeasured().isEmpty()) {
            out.println("not measured: " + String.join("; ", result.notMeasured()));
        }
        if (wanted().size() == What.values().length && failures.isEmpty()) {
            result.unknownTexts()
                    .forEach(name ->
                            out.println("benchmarks/missed-targets.md has a text for what is not a figure: " + name));
        }
        if (report) {
            result.write(places.docs());
            out.println("written: docs/performance.md");
        }
        return result.isAnyMissed() || !failures.isEmpty() ? 1 : 0;
    }

    private Report measure(List<String> machine, List<String> failures) throws IOException, InterruptedException {
        Path work = places.emptyWork();
        Plan plan = Plan.of(mode);
        Servers servers = new Servers(places, gatewayOptions);
        List<Section> sections = new ArrayList<>();
        List<String> description = new ArrayList<>(machine);
        try (LoadGenerator load = LoadGenerator.best(work)) {
            description.add("load: " + load.describe());
            for (What what : wanted()) {
                out.println(what.words());
                long begin = System.nanoTime();
                try {
                    sections.add(suite(what, plan, servers, load).run());
                } catch (IOException | RuntimeException failure) {
                    // The others are worth having without it.
                    failures.add("%s, since it failed: %s".formatted(what.words(), tell(failure)));
                    out.println("  FAILED: " + tell(failure));
                }
                out.printf("  %s took %d s%n", what.words(), (System.nanoTime() - begin) / 1_000_000_000);
            }
        }
        List<String> notMeasured = new ArrayList<>(failures);
        EnumSet.complementOf(EnumSet.copyOf(wanted())).forEach(what -> notMeasured.add("in this run: " + what.words()));
        return new Report(
                "benchmarks/run " + mode.name().toLowerCase(Locale.ROOT),
                description,
                sections,
                notMeasured,
                MissedTargets.read(places.missedTargets()));
    }

    /** Without the place of this copy of the repository, which is nobody's concern. */
    private String tell(Exception failure) {
        String message = failure instanceof IOException ? String.valueOf(failure.getMessage()) : failure.toString();
        return message.replace(places.root() + "/", "");
    }

    private Set<What> wanted() {
        if (!only.isEmpty()) {
            return EnumSet.copyOf(only);
        }
        return mode == Plan.Mode.FULL ? EnumSet.allOf(What.class) : EnumSet.complementOf(LONG);
    }

    private Suite suite(What what, Plan plan, Servers servers, LoadGenerator load) {
        Contest contest = new Contest(plan, load, out);
        return switch (what) {
            case PUT -> new PutSuite(servers, contest);
            case GET -> new GetSuite(servers, contest);
            case POSTGRES -> new PostgresSuite(servers, contest, plan);
            case SCALEOUT -> new ScaleOutSuite(servers, places, plan, out);
            case SOAK -> new SoakSuite(servers, places, plan, out);
            case SLOW -> new SlowSuite(servers, plan, load, out);
            case SCALE -> new ScaleSuite(servers, places, plan, contest, out);
            case START -> new StartSuite(servers, places, plan, out);
            case SIZE -> new SizeSuite(servers, places, plan, load, out);
            case SELECTION -> new SelectionSuite(places, plan);
        };
    }
}
