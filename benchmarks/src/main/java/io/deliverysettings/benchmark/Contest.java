package io.deliverysettings.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Puts the same load on several servers in turns, and reads what it costs them. */
final class Contest {

    /**
     * Who takes part.
     *
     * @param name for people; each another
     * @param server takes the requests, and its processor time is read
     * @param workload what is sent
     */
    record Contender(String name, Server server, Workload workload) {}

    /** One turn. */
    record Turn(LoadResult load, double processorMicros) {}

    /** All turns of one contender, in the order of the rounds. */
    record Standing(List<Turn> turns) {

        Series processorMicros() {
            return series(Turn::processorMicros);
        }

        Series perSecond() {
            return series(turn -> turn.load().perSecond());
        }

        Series p99Millis() {
            return series(turn -> turn.load().p99Millis());
        }

        /** Of all requests, how many percent were not answered well. */
        Series errorPercent() {
            return series(turn -> 100.0 * turn.load().errors() / turn.load().requests());
        }

        private Series series(ToDoubleFunction<Turn> value) {
            return new Series(turns.stream().mapToDouble(value).boxed().toList());
        }
    }

    private static final double PROGRESS = 0.93;
    private static final int TURNS_WITHOUT_PROGRESS = 2;

    private final Plan plan;
    private final LoadGenerator load;
    private final PrintStream progress;

    Contest(Plan plan, LoadGenerator load, PrintStream progress) {
        this.plan = plan;
        this.load = load;
        this.progress = progress;
    }

    Map<String, Standing> run(List<Contender> contenders) throws IOException, InterruptedException {
        for (Contender contender : contenders) {
            warmUp(contender);
        }
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        contenders.forEach(contender -> turns.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round < plan.rounds(); round++) {
            for (int i = 0; i < contenders.size(); i++) {
                // Another begins each round, so that none always runs after the same other one.
                Contender contender = contenders.get((i + round) % contenders.size());
                Turn turn = turn(contender);
                turns.getOrDefault(contender.name(), new ArrayList<>()).add(turn);
                progress.printf(
                        "  round %d: %-34s %8s requests/s %8s us %8s ms p99 %d errors%n",
                        round + 1,
                        contender.name(),
                        Numbers.text(turn.load().perSecond()),
                        Numbers.text(turn.processorMicros()),
                        Numbers.text(turn.load().p99Millis()),
                        turn.load().errors());
            }
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        turns.forEach((name, all) -> standings.put(name, new Standing(List.copyOf(all))));
        return standings;
    }

    /** Until it gets no cheaper any more: the JVM takes its time, and each server another. */
    private void warmUp(Contender contender) throws IOException, InterruptedException {
        double best = Double.POSITIVE_INFINITY;
        int turns = 0;
        for (int without = 0; without < TURNS_WITHOUT_PROGRESS && turns < plan.mostWarmUpTurns(); turns++) {
            double micros = turn(contender).processorMicros();
            without = micros < best * PROGRESS ? 0 : without + 1;
            best = Math.min(best, micros);
        }
        progress.printf("  warm after %d turns: %s (%s us)%n", turns, contender.name(), Numbers.text(best));
    }

    private Turn turn(Contender contender) throws IOException, InterruptedException {
        ProcessHandle process = contender.server().process().handle();
        double before = ProcessStat.processorSeconds(process);
        LoadResult result = load.run(contender.server().port(), contender.workload(), plan.turn());
        double after = ProcessStat.processorSeconds(process);
        if (result.requests() == 0) {
            throw new IOException(contender.name() + " answered nothing; see "
                    + contender.server().process().log());
        }
        return new Turn(result, (after - before) * 1e6 / result.requests());
    }
}
