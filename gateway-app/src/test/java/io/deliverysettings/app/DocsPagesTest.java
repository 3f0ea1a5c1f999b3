package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pages of the documentation, followed step by step: their console blocks are typed into one shell, with a {@code ./gateway} that
 * is the program under test, and print what the page shows. Blocks of other languages are tried by hand, but for those of SQL,
 * which an administrator of the database runs.
 */
@Timeout(240)
class DocsPagesTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)\\n(.*?)^```$");
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");
    private static final String DATABASE_PORT = "5432";

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"store.md", "backup.md", "keys.md", "accepted-changes.md", "environments.md"})
    void whatThePageShowsIsWhatHappens(String page) throws Exception {
        follow("docs/" + page, freePorts("8080", "8090"));
    }

    @Test
    void whatThePageOfPostgresqlShowsIsWhatHappens() throws Exception {
        Path rules = Files.writeString(directory.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("hba_file", rules.toString())
                .start()) {
            try (Connection administrator = server.getPostgresDatabase().getConnection();
                    Statement statement = administrator.createStatement()) {
                for (String sql : blocks("docs/postgresql.md", "sql")
                        .toList()
                        .get(0)
                        .strip()
                        .split(";\\R", -1)) {
                    statement.execute(sql);
                }
            }
            Map<String, Integer> ports = freePorts("8080", "8081", "8090");
            ports.put(DATABASE_PORT, server.getPort());
            follow("docs/postgresql.md", ports);
        }
    }

    /**
     * Types what a page shows.
     *
     * @param ports the free port for each one that the page names
     */
    private void follow(String page, Map<String, Integer> ports) throws Exception {
        List<Step> steps = blocks(page, "console")
                .flatMap(block -> Step.of(block).stream())
                .toList();
        assertThat(steps).as(page).hasSizeGreaterThan(5);
        Map<String, String> variables = new HashMap<>();
        try (Shell shell = Shell.in(directory, ports)) {
            for (Step step : steps) {
                String command = shell.asTyped(step.command());
                step.variable()
                        .ifPresent(name ->
                                variables.put(name, shell.asTyped(step.command().substring(name.length() + 1))));
                String as = "%s: $ %s".formatted(page, step.command());
                if (step.isRequest()) {
                    String answer = answer(command, variables);
                    shell.learnIds(step.output(), answer);
                    assertThat(normalAnswer(shell.asShown(answer))).as(as).isEqualTo(normalAnswer(step.output()));
                } else {
                    assertThat(shell.outputOf(command, step)).as(as).isEqualTo(normalText(step.output()));
                }
            }
        }
    }

    /** A request goes by the client of these tests, so that no machine needs curl. */
    private static String answer(String command, Map<String, String> variables) throws Exception {
        boolean hidesBody = command.contains(" -o /dev/null");
        Curl curl = Curl.parse(command.replace(" -o /dev/null", ""), variables);
        assertThat(curl.printsStatus()).isTrue();
        Answer answer = WhatsAppClient.send(curl.request());
        return hidesBody ? Integer.toString(answer.status()) : answer.body() + "\n" + answer.status();
    }

    private static String normalAnswer(String shown) {
        int lastLine = shown.lastIndexOf('\n') + 1;
        return lastLine == 0
                ? shown
                : Normal.of(
                                Answer.json(shown.substring(0, lastLine)),
                                WhatsAppClient.EXAMPLE_ENVIRONMENT,
                                URI.create(Normal.ORIGIN + "/v1"))
                        + "\n" + shown.substring(lastLine);
    }

    private static String normalText(String text) {
        return text.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME");
    }

    private static Stream<String> blocks(String page, String language) {
        return BLOCK.matcher(Repository.read(page))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2));
    }

    private static Map<String, Integer> freePorts(String... shown) throws IOException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> taken = new ArrayList<>();
        for (String port : shown) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            taken.add(socket);
            ports.put(port, socket.getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
        return ports;
    }

    /**
     * What is typed, and what is printed then.
     *
     * @param command may have several lines
     * @param output without the line end at its end
     */
    private record Step(String command, String output) {

        private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=\\S+");

        static List<Step> of(String block) {
            assertThat(block).startsWith("$ ");
            List<Step> steps = new ArrayList<>();
            for (String step : block.substring(2).split("\\n\\$ ", -1)) {
                int end = endOfCommand(step + "\n");
                steps.add(new Step(step.substring(0, end), step.substring(end).strip()));
            }
            return steps;
        }

        /** A command goes on after a backslash at the end of a line, and within quotes. */
        private static int endOfCommand(String step) {
            int end = step.indexOf('\n');
            while (step.charAt(end - 1) == '\\'
                    || step.substring(0, end).chars().filter(c -> c == '\'').count() % 2 == 1) {
                end = step.indexOf('\n', end + 1);
            }
            return end;
        }

        boolean isRequest() {
            return command.startsWith("curl ");
        }

        /** Whoever looks into a log looks again, until it is there. */
        boolean waits() {
            return command.startsWith("grep ");
        }

        Optional<String> variable() {
            Matcher assignment = ASSIGNMENT.matcher(command);
            return assignment.matches() ? Optional.of(assignment.group(1)) : Optional.empty();
        }
    }

    /** A shell that is typed into, in a directory with a {@code ./gateway}. */
    private static final class Shell implements AutoCloseable {

        private static final long PATIENCE_SECONDS = 60;
        private static final String END = "-- end of the output --";

        /** Where the pages have the gateway, when they show a whole path. */
        private static final String SHOWN_DIRECTORY = "/opt/gateway";

        private final Process process;
        private final BufferedWriter input;
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final Path directory;
        private final Map<String, Integer> ports;

        /** The real id for each that the page shows, so that a later step can name what an earlier one has made. */
        private final Map<String, String> ids = new HashMap<>();

        private Shell(Process process, Path directory, Map<String, Integer> ports) {
            this.process = process;
            this.input = process.outputWriter(StandardCharsets.UTF_8);
            this.directory = directory;
            this.ports = ports;
            Thread reader = new Thread(() -> read(process.inputReader(StandardCharsets.UTF_8)), "reads the shell");
            reader.setDaemon(true);
            reader.start();
        }

        static Shell in(Path directory, Map<String, Integer> ports) throws Exception {
            Path gateway = directory.resolve("gateway");
            Files.writeString(
                    gateway,
                    "#!/bin/sh\nexec '%s' --enable-native-access=ALL-UNNAMED -Dlogback.configurationFile='%s' -cp '%s' %s \"$@\"\n"
                            .formatted(
                                    Path.of(System.getProperty("java.home"), "bin", "java"),
                                    Repository.root().resolve("gateway-app/src/main/resources/logback.xml"),
                                    System.getProperty("java.class.path"),
                                    GatewayMain.class.getName()));
            Files.setPosixFilePermissions(gateway, PosixFilePermissions.fromString("rwx------"));
            ProcessBuilder builder =
                    new ProcessBuilder("bash").directory(directory.toFile()).redirectErrorStream(true);
            builder.environment()
                    .keySet()
                    .removeIf(name -> name.startsWith("GATEWAY_") || name.equals("JAVA_TOOL_OPTIONS"));
            builder.environment().put("GATEWAY_PORT", String.valueOf(ports.get("8080")));
            builder.environment().put("GATEWAY_SANDBOX_PORT", String.valueOf(ports.get("8090")));
            Shell shell = new Shell(builder.start(), directory, ports);
            // So that jobs have numbers.
            shell.type("set -m");
            return shell;
        }

        /** What a step prints, as a page would show it. */
        String outputOf(String command, Step step) throws Exception {
            String expected = normalText(step.output());
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            String output = normalText(asShown(type(command)));
            while (step.waits() && !output.equals(expected) && System.nanoTime() < deadline) {
                Thread.sleep(50);
                output = normalText(asShown(type(command)));
            }
            return output;
        }

        private String type(String command) throws Exception {
            input.write("{ " + command + "\n} < /dev/null\necho\necho '" + END + "'\n");
            input.flush();
            List<String> output = new ArrayList<>();
            while (true) {
                String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (line == null) {
                    throw new AssertionError("does not end: " + command + "\n" + String.join("\n", output));
                }
                if (line.equals(END)) {
                    return String.join("\n", output).strip();
                }
                output.add(line);
            }
        }

        private void read(BufferedReader output) {
            try (output) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    // What a shell tells of its jobs is different from shell to shell.
                    if (!line.matches("\\[[0-9]+\\].*")) {
                        lines.add(line);
                    }
                }
            } catch (IOException ended) {
                // A shell that was ended closes its streams at any point.
            }
        }

        /** The ids of two answers that are the same but for them stand in the same places. */
        void learnIds(String shown, String real) {
            List<String> realIds =
                    ID.matcher(real).results().map(MatchResult::group).toList();
            List<String> shownIds =
                    ID.matcher(shown).results().map(MatchResult::group).toList();
            for (int i = 0; realIds.size() == shownIds.size() && i < realIds.size(); i++) {
                ids.putIfAbsent(shownIds.get(i), realIds.get(i));
            }
        }

        /** A command of the page, with the ports and ids that are the real ones here. */
        String asTyped(String text) {
            String real = text;
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                real = real.replaceAll("\\b" + port.getKey() + "\\b", String.valueOf(port.getValue()));
            }
            return ID.matcher(real).replaceAll(id -> ids.getOrDefault(id.group(), id.group()));
        }

        String asShown(String text) {
            String shown = text.replace(directory.toString(), SHOWN_DIRECTORY);
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                shown = shown.replaceAll("\\b" + port.getValue() + "\\b", port.getKey());
            }
            return shown;
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
