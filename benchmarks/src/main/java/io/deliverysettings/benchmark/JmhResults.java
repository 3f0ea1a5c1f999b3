package io.deliverysettings.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What JMH has written as CSV: the average time in nanoseconds, and what was allocated, for each benchmark and n. */
final class JmhResults {

    private static final String ALLOCATED = ":gc.alloc.rate.norm";

    private record Score(double value, double error) {}

    private final Map<String, Score> scores;

    private JmhResults(Map<String, Score> scores) {
        this.scores = Map.copyOf(scores);
    }

    static JmhResults parse(String csv) throws IOException {
        List<String[]> rows =
                csv.lines().map(line -> line.replace("\"", "").split(",", -1)).toList();
        List<String> head = rows.isEmpty() ? List.of() : Arrays.asList(rows.get(0));
        int name = head.indexOf("Benchmark");
        int score = head.indexOf("Score");
        int error = head.indexOf("Score Error (99.9%)");
        int n = head.indexOf("Param: n");
        if (name < 0 || score < 0 || error < 0 || n < 0) {
            throw new IOException("these are not the results of JMH: " + head);
        }
        Map<String, Score> scores = new HashMap<>();
        for (String[] row : rows.subList(1, rows.size())) {
            double margin = Double.parseDouble(row[error]);
            scores.put(
                    benchmark(row[name]) + " " + Integer.parseInt(row[n]),
                    new Score(Double.parseDouble(row[score]), Double.isNaN(margin) ? 0 : margin));
        }
        return new JmhResults(scores);
    }

    Figure time(String name, String benchmark, int n, Target target) {
        Score score = score(benchmark, n);
        return new Figure(name, score.value() / 1e3, score.error() / 1e3, "µs", Optional.of(target));
    }

    Figure allocated(String name, String benchmark, int n, Target target) {
        Score score = score(benchmark + ALLOCATED, n);
        return new Figure(name, score.value() / 1024, score.error() / 1024, "KiB", Optional.of(target));
    }

    /** The time for n against the time for fewer; errors of both count. */
    Figure ratio(String name, String benchmark, int n, int fewer, Target target) {
        Score of = score(benchmark, n);
        Score to = score(benchmark, fewer);
        double ratio = of.value() / to.value();
        return new Figure(
                name, ratio, ratio * (of.error() / of.value() + to.error() / to.value()), "x", Optional.of(target));
    }

    Series microsForEach(String benchmark, int n) {
        return Series.of(score(benchmark, n).value() / 1e3 / n);
    }

    private Score score(String benchmark, int n) {
        Score score = scores.get(benchmark + " " + n);
        if (score == null) {
            throw new IllegalArgumentException("JMH has not measured " + benchmark + " with n = " + n);
        }
        return score;
    }

    /** The method, and the profiler's quantity behind it if it is one's: {@code a.b.Type.method:quantity}. */
    private static String benchmark(String name) {
        int quantity = name.indexOf(':');
        String method = quantity < 0 ? name : name.substring(0, quantity);
        return method.substring(method.lastIndexOf('.') + 1) + (quantity < 0 ? "" : name.substring(quantity));
    }
}
