package io.deliverysettings.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that was started to be measured, or to measure with. Standard error, and output unless it is read, go to a file. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;
    private final BufferedReader out;
    private final Writer in;

    private ChildProcess(Process process, Path log, Runnable end) {
        this.process = process;
        this.log = log;
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        // Should this process be ended, nothing that it started is left running.
        Runtime.getRuntime().addShutdownHook(new Thread(end));
    }

    private static ChildProcess of(Process process, Path log) {
        return new ChildProcess(process, log, process::destroyForcibly);
    }

    /** Starts it with both outputs in the file. */
    static ChildProcess start(Path log, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        return of(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** Starts it with standard error in the file, and output to be read by {@link #awaitLine}. */
    static ChildProcess startAndRead(Path log, Map<String, String> environment, List<String> command)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        return of(builder.start(), log);
    }

    /** As {@link #startAndRead}, one that ends others before it ends itself, and so is always asked to and never made to. */
    static ChildProcess startWithOthers(Path log, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        return new ChildProcess(process, log, process::destroy);
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for a line of its output. */
    String awaitLine(String start) throws IOException {
        String line;
        do {
            line = out.readLine();
            if (line == null) {
                throw new IOException("ended without saying '" + start + "'; see " + log);
            }
        } while (!line.startsWith(start));
        return line;
    }

    /** Gives it a line, and waits for the line that it answers. */
    String ask(String question) throws IOException {
        in.write(question + "\n");
        in.flush();
        return awaitLine("");
    }

    /** Waits until it takes connections. */
    void awaitPort(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException refused) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IOException("does not listen on its port; see " + log, refused);
                }
                Thread.sleep(20);
            }
        }
    }

    /** Waits for its end, and for success. */
    void awaitSuccess(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("does not end; see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("ended with " + process.exitValue() + "; see " + log);
        }
    }

    Path log() {
        return log;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
