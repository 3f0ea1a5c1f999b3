package io.deliverysettings.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged application in a process of its own, on a port that the system chose. */
final class PackagedGateway implements AutoCloseable {

    /** Soon there rather than fast: it does not live long. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final ChildProcess process;
    private final URI apiUrl;

    private PackagedGateway(ChildProcess process, URI apiUrl) {
        this.process = process;
        this.apiUrl = apiUrl;
    }

    /**
     * Starts it, and returns when it is ready.
     *
     * @param directory its working directory, which also takes what it leaves behind when it is killed
     */
    static PackagedGateway start(Path directory, String... flags) throws IOException, InterruptedException {
        List<String> jvmOptions = new ArrayList<>(JVM_OPTIONS);
        jvmOptions.add("-Djava.io.tmpdir=" + directory);
        List<String> arguments = new ArrayList<>(List.of("run", "--port", "0"));
        arguments.addAll(List.of(flags));
        ChildProcess process =
                PackagedApplication.start(directory, RunningGateway.FOR_TESTS, List.of(), jvmOptions, arguments);
        try {
            return new PackagedGateway(process, PackagedApplication.apiUrl(process));
        } catch (AssertionError | InterruptedException notReady) {
            process.close();
            throw notReady;
        }
    }

    /** A caller of an environment. */
    WhatsAppClient client(String environment) {
        return WhatsAppClient.of(apiUrl).in(environment);
    }

    /** What it has logged so far; all of it once it has ended. */
    String log() {
        return process.err();
    }

    /** Ends it without a warning, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** Keeps it from running, as {@code kill -STOP} does. */
    void pause() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    /** Lets it go on as if nothing had been. */
    void resume() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    @Override
    public void close() {
        process.close();
    }
}
