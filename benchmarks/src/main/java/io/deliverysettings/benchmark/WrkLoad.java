package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Load by wrk. */
final class WrkLoad implements LoadGenerator {

    private static final Pattern RESULT =
            Pattern.compile("^RESULT (\\d+) (\\d+) (\\d+) (\\d+) ([\\d ]+)$", Pattern.MULTILINE);
    // As the script prints them; wrk counts statuses from 400 together.
    private static final List<String> ERRORS = List.of("connect", "read", "write", "timeout", "status");

    private final Path wrk;
    private final Path work;
    private final int connections;

    WrkLoad(Path wrk, Path work, int connections) {
        this.wrk = wrk;
        this.work = work;
        this.connections = connections;
    }

    @Override
    public LoadResult run(int port, Workload workload, Duration time) throws IOException, InterruptedException {
        Path script = Files.writeString(Files.createDirectories(work).resolve("load.lua"), script(workload));
        List<String> command = List.of(
                wrk.toString(),
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + time.toSeconds() + "s",
                "--timeout=10s",
                "--script=" + script,
                "http://127.0.0.1:" + port);
        try (ChildProcess process = ChildProcess.start(work.resolve("wrk.log"), command)) {
            process.awaitSuccess(time.plusSeconds(60));
            return result(Files.readString(process.log()));
        }
    }

    @Override
    public String describe() {
        return "wrk with 1 thread and " + connections + " connections";
    }

    @Override
    public void close() {
        // Each run ends by itself.
    }

    static LoadResult result(String output) throws IOException {
        MatchResult found = RESULT.matcher(output)
                .results()
                .findFirst()
                .orElseThrow(() -> new IOException("wrk gave no result: " + output));
        String[] counts = found.group(5).split(" ", -1);
        if (counts.length != ERRORS.size()) {
            throw new IOException("wrk gave another result: " + output);
        }
        Map<String, Long> errors = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (!counts[i].equals("0")) {
                errors.put(ERRORS.get(i), Long.parseLong(counts[i]));
            }
        }
        return new LoadResult(
                Long.parseLong(found.group(1)),
                errors.values().stream().mapToLong(Long::longValue).sum(),
                Long.parseLong(found.group(2)) / 1e6,
                Long.parseLong(found.group(3)) / 1e3,
                Long.parseLong(found.group(4)) / 1e3,
                errors);
    }

    /** All requests are made before the first is sent, so that Lua costs little while they are. */
    private static String script(Workload workload) {
        return """
                wrk.headers["Authorization"] = "%s"
                %s
                local paths = {
                %s
                }
                local requests = {}
                -- Not always those at the beginning.
                local next = os.time() * 997 %% #paths
                function init(args)
                  for i, path in ipairs(paths) do
                    requests[i] = wrk.format("%s", path)
                  end
                end
                function request()
                  next = next %% #paths + 1
                  return requests[next]
                end
                function done(summary, latency, requests)
                  local e = summary.errors
                  print(string.format("RESULT %%d %%d %%d %%d %%d %%d %%d %%d %%d", summary.requests, summary.duration,
                    latency:percentile(50), latency:percentile(99),
                    e.connect, e.read, e.write, e.timeout, e.status))
                end
                """.formatted(
                        Workload.AUTHORIZATION,
                        more(workload),
                        workload.paths().stream().collect(Collectors.joining("\",\n\"", "\"", "\"")),
                        workload.method());
    }

    private static String more(Workload workload) {
        if (workload.method() == Workload.Method.PUT) {
            return "wrk.headers[\"Content-Type\"] = \"application/json\"\nwrk.body = [[" + Workload.BODY + "]]";
        }
        return workload.isFresh() ? "wrk.headers[\"Cache-Control\"] = \"no-cache\"" : "";
    }
}
