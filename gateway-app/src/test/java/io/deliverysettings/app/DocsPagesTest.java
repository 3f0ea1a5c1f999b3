package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
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
 * is the program under test, and print what the page shows. Blocks of other languages are tried by hand. What two of them do is done
 * here in another way, where the page goes on with it: an administrator of the database runs those of SQL, and what openssl makes is
 * made without it, so that no machine needs one.
 */
@Timeout(240)
class DocsPagesTest {

    private static final int FIRST_PORT = 10_240;
    private static final int FIRST_CHOSEN_PORT = 32_768;
    private static final int MOST_TRIES = 100;

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([a-z]+)\\n(.*?)^```$");
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b");

    /** Of a page of environments. One of the history is longer, and the same each time. */
    private static final Pattern RANDOM_CURSOR = Pattern.compile("cursor=[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])");

    private static final String DATABASE_PORT = "5432";

    @TempDir
    Path directory = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store.md",
                "backup.md",
                "keys.md",
                "accepted-changes.md",
                "environments.md",
                "audit.md",
                "cli.md",
                "console.md"
            })
    void whatThePageShowsIsWhatHappens(String page) throws Exception {
        follow("docs/" + page, freePorts("8080", "8090", "9080"), List.of());
    }

    @Test
    void whatThePageOfPostgresqlShowsIsWhatHappens() throws Exception {
        followWithDatabase("docs/postgresql.md", freePorts("8080", "8081", "8090", "9080", "9081"), List.of());
    }

    @Test
    void whatThePageOfOperationsShowsIsWhatHappens() throws Exception {
        OwnAuthority authority = OwnAuthority.in(Files.createDirectory(directory.resolve("own")));
        Path certificate = directory.resolve("tls.crt");
        Path privateKey = directory.resolve("tls.key");
        followWithDatabase(
                "docs/operations.md",
                freePorts("8443", "8444", "8090", "9080", "9081"),
                List.of(
                        () -> {
                            authority.writeCertificate(directory.resolve("authority.crt"));
                            authority.issue(certificate, privateKey);
                        },
                        () -> authority.issue(certificate, privateKey)));
    }

    /** What a block of a page does, in another way. */
    private interface Deed {
        void run() throws Exception;
    }

    private void followWithDatabase(String page, Map<String, Integer> ports, List<Deed> deeds) throws Exception {
        Path rules = Files.writeString(directory.resolve("pg_hba.conf"), """
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("hba_file", rules.toString())
                .start()) {
            try (Connection administrator = server.getPostgresDatabase().getConnection();
                    Statement statement = administrator.createStatement()) {
                for (String sql : blocks(page, "sql").toList().get(0).strip().split(";\\R", -1)) {
                    statement.execute(sql);
                }
            }
            ports.put(DATABASE_PORT, server.getPort());
            follow(page, ports, deeds);
        }
    }

    /**
     * Types what a page shows.
     *
     * @param ports the free port for each one that the page names
     * @param deeds what is done instead of each of its sh blocks; when none is, they are for the reader alone
     */
    private void follow(String page, Map<String, Integer> ports, List<Deed> deeds) throws Exception {
        Deque<Deed> due = new ArrayDeque<>(deeds);
        int typed = 0;
        try (Shell shell = Shell.in(directory, ports)) {
            Walk walk = new Walk(page, shell);
            for (MatchResult block :
                    BLOCK.matcher(Repository.read(page)).results().toList()) {
                if (block.group(1).equals("console")) {
                    for (Step step : Step.of(block.group(2))) {
                        walk.take(step);
                        typed++;
                    }
                } else if (block.group(1).equals("sh") && !deeds.isEmpty()) {
                    assertThat(due)
                            .as("what is done instead of: %s", block.group(2))
                            .isNotEmpty();
                    due.remove().run();
                }
            }
        }
        assertThat(due).as("blocks that are not there: %s", page).isEmpty();
        assertThat(typed).as(page).isGreaterThan(5);
    }

    /** A page that is being followed. */
    private final class Walk {

        private final String page;
        private final Shell shell;
        private final Map<String, String> variables = new HashMap<>();

        Walk(String page, Shell shell) {
            this.page = page;
            this.shell = shell;
        }

        void take(Step step) throws Exception {
            String as = "%s: $ %s".formatted(page, step.command());
            Optional<Piped> piped = step.piped();
            if (piped.isPresent()) {
                assertThat(outputOf(piped.get())).as(as).isEqualTo(normalText(step.output()));
            } else if (step.isRequest()) {
                String answer = answerTo(step);
                shell.learnIds(step.output(), answer);
                assertThat(normalAnswer(shell.asShown(answer))).as(as).isEqualTo(normalAnswer(step.output()));
            } else {
                step.variable()
                        .ifPresent(name ->
                                variables.put(name, shell.asTyped(step.command().substring(name.length() + 1))));
                assertThat(shell.outputOf(shell.asTyped(step.command()), step))
                        .as(as)
                        .isEqualTo(normalText(step.output()));
            }
        }

        /** What is asked about health is asked until it is as shown. */
        private String answerTo(Step step) throws Exception {
            String command = shell.asTyped(step.command());
            String answer = answer(command);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Shell.PATIENCE_SECONDS);
            while (command.contains("/health/")
                    && !normalAnswer(answer).equals(normalAnswer(step.output()))
                    && System.nanoTime() < deadline) {
                Thread.sleep(50);
                answer = answer(command);
            }
            return answer;
        }

        /** A request goes by the client of these tests, so that no machine needs curl. */
        private String answer(String command) throws Exception {
            boolean hidesBody = command.contains(" -o /dev/null");
            Curl curl = Curl.parse(command.replace(" -o /dev/null", ""), variables);
            assertThat(curl.printsStatus()).isTrue();
            Answer answer = send(curl);
            return hidesBody ? Integer.toString(answer.status()) : answer.body() + "\n" + answer.status();
        }

        /** What comes after the request is the shell's. */
        private String outputOf(Piped piped) throws Exception {
            Answer answer = send(Curl.parse(shell.asTyped(piped.request()), variables));
            String given = "printf '%s\\n' '" + answer.body().replace("'", "'\\''") + "' | " + piped.filter();
            if (piped.variable().isEmpty()) {
                return normalText(shell.asShown(shell.type(given)));
            }
            String name = piped.variable().get();
            variables.put(name, shell.type(name + "=$(" + given + "); echo \"$" + name + "\""));
            return "";
        }

        private Answer send(Curl curl) throws Exception {
            return curl.authority().isEmpty()
                    ? WhatsAppClient.send(curl.request())
                    : WhatsAppClient.send(
                            curl.request(),
                            OwnAuthority.trusting(
                                    directory.resolve(curl.authority().get())));
        }
    }

    private static String normalAnswer(String shown) {
        int lastLine = shown.lastIndexOf('\n') + 1;
        if (lastLine == 0) {
            return shown;
        }
        String body = Normal.of(
                Answer.json(shown.substring(0, lastLine)),
                WhatsAppClient.EXAMPLE_ENVIRONMENT,
                URI.create(Normal.ORIGIN + "/v1"));
        return RANDOM_CURSOR.matcher(body).replaceAll("cursor=RANDOM") + "\n" + shown.substring(lastLine);
    }

    private static String normalText(String text) {
        return text.replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "TIME").replaceAll("\\b[0-9a-f]{64}\\b", "HASH");
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
            ServerSocket socket = freePort();
            taken.add(socket);
            ports.put(port, socket.getLocalPort());
        }
        for (ServerSocket socket : taken) {
            socket.close();
        }
        return ports;
    }

    /** Below those that the system chooses itself, so that it gives none of them to somebody else before the page's programs listen. */
    private static ServerSocket freePort() throws IOException {
        for (int tries = 1; ; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, FIRST_CHOSEN_PORT);
            try {
                return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                if (tries == MOST_TRIES) {
                    throw taken;
                }
            }
        }
    }

    /**
     * What is typed, and what is printed then.
     *
     * @param command may have several lines
     * @param output without the line end at its end
     */
    private record Step(String command, String output) {

        private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=\\S+");
        private static final Pattern PIPE = Pattern.compile("(?s)(curl .*?) \\| (.*)");
        private static final Pattern ASSIGNED_PIPE = Pattern.compile("(?s)([A-Z]+)=\\$\\((curl .*?) \\| (.*)\\)");
        private static final Pattern HERE = Pattern.compile("<<'([A-Z]+)'");

        static List<Step> of(String block) {
            assertThat(block).startsWith("$ ");
            List<Step> steps = new ArrayList<>();
            for (String step : block.substring(2).split("\\n\\$ ", -1)) {
                int end = endOfCommand(step + "\n");
                steps.add(new Step(step.substring(0, end), step.substring(end).strip()));
            }
            return steps;
        }

        /** A command goes on after a backslash at the end of a line, within quotes, and with what it is to read. */
        private static int endOfCommand(String step) {
            int end = step.indexOf('\n');
            Matcher here = HERE.matcher(step.substring(0, end));
            if (here.find()) {
                String last = "\n" + here.group(1) + "\n";
                return step.indexOf(last) + last.length() - 1;
            }
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

        /** A request whose answer goes on to another command. */
        Optional<Piped> piped() {
            Matcher assigned = ASSIGNED_PIPE.matcher(command);
            if (assigned.matches()) {
                return Optional.of(new Piped(Optional.of(assigned.group(1)), assigned.group(2), assigned.group(3)));
            }
            Matcher pipe = PIPE.matcher(command);
            return pipe.matches()
                    ? Optional.of(new Piped(Optional.empty(), pipe.group(1), pipe.group(2)))
                    : Optional.empty();
        }

        Optional<String> variable() {
            Matcher assignment = ASSIGNMENT.matcher(command);
            return assignment.matches() ? Optional.of(assignment.group(1)) : Optional.empty();
        }
    }

    /**
     * A request and what its answer goes on to.
     *
     * @param variable what the output is kept in, if it is
     */
    private record Piped(Optional<String> variable, String request, String filter) {}

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
                    .removeIf(name -> name.startsWith("GATEWAY_")
                            || name.startsWith("DELIVERY_SETTINGS_")
                            || name.equals("JAVA_TOOL_OPTIONS"));
            Map.of("8080", "GATEWAY_PORT", "8090", "GATEWAY_SANDBOX_PORT", "9080", "GATEWAY_MANAGEMENT_PORT")
                    .forEach((port, variable) -> {
                        if (ports.containsKey(port)) {
                            builder.environment().put(variable, String.valueOf(ports.get(port)));
                        }
                    });
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
