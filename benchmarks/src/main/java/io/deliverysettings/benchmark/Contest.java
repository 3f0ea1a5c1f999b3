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

    /**
     * One turn.
     *
     * @param processorMicros of the server for each request; infinite when none was answered
     * @param errors what they were, for people; empty when there were none
     */
    record Turn(LoadResult load, double processorMicros, String errors) {}

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

    // A process that takes less than this share of a processor has nothing to do.
    private static final double IDLE = 0.15;
    private static final int LOOK_MILLIS = 200;
    private static final int MOST_LOOKS = 25;

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
                if (turn.load().requests() == 0) {
                    throw silent(contender);
                }
                turns.getOrDefault(contender.name(), new ArrayList<>()).add(turn);
                progress.printf(
                        "  round %d: %-34s %8s requests/s %8s us %8s ms p99 %d errors%s%n",
                        round + 1,
                        contender.name(),
                        Numbers.text(turn.load().perSecond()),
                        Numbers.text(turn.processorMicros()),
                        Numbers.text(turn.load().p99Millis()),
                        turn.load().errors(),
                        turn.errors().isEmpty() ? "" : " (" + turn.errors() + ")");
            }
        }
        Map<String, Standing> standings = new LinkedHashMap<>();
        turns.forEach((name, all) -> standings.put(name, new Standing(List.copyOf(all))));
        return standings;
    }

    private void warmUp(Contender contender) throws IOException, InterruptedException {
        WarmUp warm = WarmUp.until(plan.mostWarmUpTurns(), () -> turn(contender).processorMicros());
        if (Double.isInfinite(warm.best())) {
            throw silent(contender);
        }
        progress.printf(
                "  warm after %d turns: %s (%s us)%n", warm.turns(), contender.name(), Numbers.text(warm.best()));
    }

    private static IOException silent(Contender contender) {
        return new IOException(contender.name() + " answered nothing; see "
                + contender.server().process().log());
    }

    /** What the generator hung up on is still worked on, and is not to be in the next turn. */
    static void awaitIdle(ProcessHandle process) throws IOException, InterruptedException {
        double before;
        double now = ProcessStat.processorSeconds(process);
        int looks = 0;
        do {
            before = now;
            Thread.sleep(LOOK_MILLIS);
            now = ProcessStat.processorSeconds(process);
            looks++;
        } while ((now - before) * 1000 / LOOK_MILLIS > IDLE && looks < MOST_LOOKS);
    }

    private Turn turn(Contender contender) throws IOException, InterruptedException {
        ProcessHandle process = contender.server().process().handle();
        AccessLog log = AccessLog.fromNow(contender.server().process().log());
        double before = ProcessStat.processorSeconds(process);
        LoadResult result = load.run(contender.server().port(), contender.workload(), plan.turn());
        double after = ProcessStat.processorSeconds(process);
        awaitIdle(process);
        String errors = result.errors() == 0 ? "" : (result.tellErrors() + log.tellRefusals());
        return new Turn(result, (after - before) * 1e6 / result.requests(), errors);
    }
}
