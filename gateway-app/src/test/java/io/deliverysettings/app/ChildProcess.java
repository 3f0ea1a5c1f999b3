package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that a test has started, with what it prints. It ends with the test, whatever happens. */
final class ChildProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;
    private static final int SIGKILL = 9;

    private final Process process;
    private final List<ProcessHandle> grandchildren = new ArrayList<>();
    private final Lines out;
    private final Lines err;

    private ChildProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.inputReader(StandardCharsets.UTF_8));
        this.err = new Lines(process.errorReader(StandardCharsets.UTF_8));
    }

    /**
     * Starts it.
     *
     * @param directory its working directory
     * @param environment what its environment has beside this one's, which passes on no setting of the gateway
     */
    static ChildProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("GATEWAY_")
                        || name.startsWith("DELIVERY_SETTINGS_")
                        || name.equals("JAVA_TOOL_OPTIONS"));
        // Tests read the log as its users do on a terminal, unless one says otherwise.
        builder.environment().put("GATEWAY_LOG_FORMAT", "text");
        // Several run at once.
        builder.environment().put("GATEWAY_MANAGEMENT_PORT", "0");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(process);
    }

    /** The first line of standard output that begins so; fails when the process ends or takes too long. */
    String awaitOut(String beginning) throws InterruptedException {
        return out.await(line -> line.startsWith(beginning), this);
    }

    /** The first line of standard error that contains this. */
    String awaitErr(String part) throws InterruptedException {
        return err.await(line -> line.contains(part), this);
    }

    /** Asks it to stop, as {@code kill} does. */
    void terminate() {
        // Without their parent they could not be found any more.
        process.descendants().forEach(grandchildren::add);
        // Process.destroy would close the streams as well, and what is said last be lost.
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /** Ends it at once, as {@code kill -9} does; returns when it has ended. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(exitCode()).as("the end of who was killed: %s", this).isEqualTo(128 + SIGKILL);
    }

    /** Sends it a signal, such as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What it exits with; with all of its output read. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("ends in time: %s", this)
                .isTrue();
        out.join();
        err.join();
        return process.exitValue();
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    @Override
    public void close() {
        process.descendants().forEach(grandchildren::add);
        grandchildren.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public String toString() {
        return "standard output:\n" + out() + "\nstandard error:\n" + err();
    }

    /** What one stream has given so far. */
    private static final class Lines {

        private final List<String> lines = new ArrayList<>();
        private final Thread reader;

        Lines(BufferedReader stream) {
            reader = new Thread(() -> read(stream), "reads a child's output");
            reader.setDaemon(true);
            reader.start();
        }

        private void read(BufferedReader stream) {
            try (stream) {
                for (String line = stream.readLine(); line != null; line = stream.readLine()) {
                    add(line);
                }
            } catch (IOException ended) {
                // A child that was destroyed closes its streams at any point.
            }
        }

        private synchronized void add(String line) {
            lines.add(line);
            notifyAll();
        }

        synchronized String text() {
            return String.join("\n", lines);
        }

        synchronized String await(Predicate<String> wanted, ChildProcess child) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (true) {
                for (String line : lines) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                if (System.nanoTime() > deadline || !reader.isAlive()) {
                    throw new AssertionError("no such line; " + child);
                }
                wait(50);
            }
        }

        void join() throws InterruptedException {
            reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
    }
}
