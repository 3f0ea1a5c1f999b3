package io.deliverysettings.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** Sends requests over a number of connections, on each the next one as soon as the one before it is answered. */
interface LoadGenerator extends AutoCloseable {

    int CONNECTIONS = 64;

    LoadResult run(int port, Workload workload, Duration time) throws IOException, InterruptedException;

    /** For the report. */
    String describe();

    @Override
    void close();

    /** wrk when it is installed, which takes less of the machine; else one of our own. */
    static LoadGenerator best(Path work) {
        return best(work, CONNECTIONS);
    }

    /**
     * As {@link #best(Path)}.
     *
     * @param work a directory that no other generator has
     * @param connections over how many connections
     */
    static LoadGenerator best(Path work, int connections) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(":", -1))
                .map(directory -> Path.of(directory, "wrk"))
                .filter(Files::isExecutable)
                .findFirst()
                .<LoadGenerator>map(wrk -> new WrkLoad(wrk, work, connections))
                .orElseGet(() -> new VertxLoad(connections));
    }
}
