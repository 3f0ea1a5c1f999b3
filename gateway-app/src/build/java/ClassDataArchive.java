import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Makes the class data archive that has the packaged application start in half the time: runs it once on a gateway and a sandbox of
 * its own, to see which classes it loads, and has Java write those down as it would hold them in memory.
 *
 * <p>An archive is for the Java runtime that made it and for the jars it was made from, at their place, with their times and sizes.
 * Every other runtime, and other jars, do without it.
 *
 * <pre>java ClassDataArchive.java APPLICATION ARCHIVE [JAVA_HOME]</pre>
 *
 * <p>The build runs this from its source: the program is no part of the application.
 */
final class ClassDataArchive {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String READY = "ready: ";
    private static final String ENVIRONMENT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";
    private static final String RESOURCE =
            "/environments/" + ENVIRONMENT + "/notificationsSettings/instantMessagingDeliverySettings/whatsApp";
    private static final String BODY = """
            {"provider": "CUSTOM_WHATSAPP", "whatsAppAccountBusinessId": "107794359053209", "appId": "263386889724299",
             "userAccessToken": "any-user-access-token", "appSecret": "any-app-secret",
             "numbers": [{"selected": true, "number": "+1 555-061-2978", "numberId": "116195731537720"}]}
            """;

    private final Path java;
    private final Path jar;
    private final Path work;

    private ClassDataArchive(Path java, Path jar, Path work) {
        this.java = java;
        this.jar = jar;
        this.work = work;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2 || arguments.length > 3) {
            System.err.println("usage: java ClassDataArchive.java APPLICATION ARCHIVE [JAVA_HOME]");
            System.exit(2);
        }
        Path home = Path.of(arguments.length == 3 ? arguments[2] : System.getProperty("java.home"))
                .toAbsolutePath();
        // Java compares the paths of jars by their text, and ./gateway starts from the real one, too.
        Path jar = Path.of(arguments[0]).toRealPath().resolve("gateway.jar");
        Path archive = Path.of(arguments[1]).toAbsolutePath();
        Files.deleteIfExists(archive);
        Path work = Files.createTempDirectory("gateway-class-data");
        try {
            new ClassDataArchive(home.resolve("bin/java"), jar, work).make(archive);
        } catch (IOException | TimeoutException failure) {
            System.err.println("no class data archive: " + failure.getMessage());
            System.exit(1);
        } finally {
            delete(work);
        }
    }

    private void make(Path archive) throws IOException, InterruptedException, TimeoutException {
        Path classes = work.resolve("classes");
        loadClasses(classes);
        // Nobody finds half an archive, wherever this is interrupted.
        Path unfinished = archive.resolveSibling(archive.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        Process dump = start(
                "dump",
                List.of(
                        "-Xshare:dump",
                        "-XX:+VerifySharedSpaces",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + unfinished,
                        "-cp",
                        jar.toString()));
        if (awaitEnd(dump) != 0 || !Files.exists(unfinished)) {
            throw new IOException("Java could not write it:\n" + output("dump"));
        }
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Starts a gateway and sends it a few requests: what they load first would otherwise be missing at the first requests. */
    private void loadClasses(Path classes) throws IOException, InterruptedException, TimeoutException {
        Process gateway = start(
                "run",
                List.of(
                        "-XX:DumpLoadedClassList=" + classes,
                        "-jar",
                        jar.toString(),
                        "run",
                        "--host=127.0.0.1",
                        "--port=0",
                        "--sandbox-port=0",
                        "--management-host=127.0.0.1",
                        "--management-port=0",
                        "--data-dir=" + work.resolve("data")));
        try {
            String address = awaitReady(gateway);
            send(HttpRequest.newBuilder(URI.create(address + RESOURCE)).PUT(BodyPublishers.ofString(BODY)));
            send(HttpRequest.newBuilder(URI.create(address + RESOURCE)).GET());
            gateway.toHandle().destroy();
            awaitEnd(gateway);
        } finally {
            gateway.destroyForcibly();
        }
    }

    private String awaitReady(Process gateway) throws IOException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (String line : output("run").lines().toList()) {
                if (line.startsWith(READY)) {
                    return line.substring(READY.length());
                }
            }
            if (!gateway.isAlive()) {
                throw new IOException("the application did not start:\n" + output("run"));
            }
            Thread.sleep(20);
        }
        throw new TimeoutException(
                "the application was not ready after " + PATIENCE.toSeconds() + " s:\n" + output("run"));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        request.header("Authorization", "Bearer any-token")
                                .header("Content-Type", "application/json")
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    "the application answered " + answer.statusCode() + ": " + answer.body() + "\n" + output("run"));
        }
    }

    private Process start(String name, List<String> arguments) throws IOException {
        // It is over before the better compiler would have begun to pay.
        List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name).toFile());
        Map<String, String> environment = builder.environment();
        // Settings and options of whoever builds are not those of whoever starts it.
        environment.keySet().removeIf(variable -> variable.startsWith("GATEWAY_"));
        environment.keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        return builder.start();
    }

    private static int awaitEnd(Process process) throws InterruptedException, TimeoutException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new TimeoutException("Java did not end within " + PATIENCE.toSeconds() + " s");
        }
        return process.exitValue();
    }

    private String output(String name) throws IOException {
        try (InputStream in = Files.newInputStream(work.resolve(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
