package io.deliverysettings.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts what is measured, and what stands behind it. */
final class Servers {

    private static final String READY = "ready: ";
    // The same for everything on a JVM, so that none is spared collections by a larger heap.
    private static final String HEAP = "-Xmx256m";

    private final Places places;
    private final List<String> gatewayOptions;
    private int started;

    /**
     * @param places where things are
     * @param gatewayOptions further options of every gateway, to try what they do
     */
    Servers(Places places, List<String> gatewayOptions) {
        this.places = places;
        this.gatewayOptions = List.copyOf(gatewayOptions);
    }

    Server upstream() throws IOException, InterruptedException {
        return upstream(Duration.ofMinutes(1));
    }

    /** One whose slow writes take this long. */
    Server upstream(Duration slow) throws IOException, InterruptedException {
        int port = ChildProcess.freePort();
        return listening(
                "upstream",
                port,
                List.of(
                        Places.java(),
                        HEAP,
                        "-cp",
                        places.ownJar().toString(),
                        LeanUpstream.class.getName(),
                        Integer.toString(port),
                        Long.toString(slow.toSeconds())));
    }

    Server vertxHttpProxy(Server upstream) throws IOException, InterruptedException {
        return peer("bare vertx-http-proxy", "vertx-http-proxy", upstream, List.of(HEAP), 256);
    }

    /**
     * One for many calls at once.
     *
     * @param connections how many it may have to the upstream
     */
    Server vertxHttpProxy(Server upstream, List<String> javaOptions, int connections)
            throws IOException, InterruptedException {
        return peer("bare vertx-http-proxy", "vertx-http-proxy", upstream, javaOptions, connections);
    }

    Server springCloudGateway(Server upstream) throws IOException, InterruptedException {
        return peer("Spring Cloud Gateway", "spring-cloud-gateway", upstream, List.of(HEAP));
    }

    /** With one worker, or nothing when it is not installed. */
    Optional<Server> nginx(Server upstream) throws IOException, InterruptedException {
        Optional<Path> nginx = Arrays.stream(("/usr/sbin:" + System.getenv("PATH")).split(":", -1))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        if (nginx.isEmpty()) {
            return Optional.empty();
        }
        Path directory = Files.createDirectories(work("nginx"));
        int port = ChildProcess.freePort();
        Path configuration = Files.writeString(
                directory.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log stderr;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  upstream behind { server 127.0.0.1:%2$d; keepalive 256; }
                  server {
                    listen 127.0.0.1:%3$d;
                    keepalive_requests 1000000000;
                    location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
                  }
                }
                """.formatted(directory.toAbsolutePath(), upstream.port(), port));
        return Optional.of(listening(
                "nginx",
                port,
                List.of(
                        nginx.get().toString(),
                        "-c",
                        configuration.toAbsolutePath().toString())));
    }

    /** The packaged application in front of the lean upstream, with an embedded store of its own. */
    Server gateway(String name, Server upstream, List<String> javaOptions, String... options) throws IOException {
        Path directory = work(name);
        List<String> command = new ArrayList<>(List.of(places.startScript().toString(), "run"));
        List<String> settings = new ArrayList<>(List.of(
                "--port=0",
                "--management-port=0",
                "--data-dir=" + directory.resolve("data"),
                "--upstream=pingone",
                "--auth=forward",
                "--pingone-api-url=http://127.0.0.1:" + upstream.port() + "/v1",
                // As many as can be set: it is not the limits that are measured.
                "--rate-per-licence=1000000",
                "--rate-per-environment=1000000",
                "--http-rate-per-caller=100000000",
                "--http-rate-per-address=100000000",
                // When a generator ends it hangs up, and what it had asked for may be under way while the next one
                // asks.
                "--http-max-in-flight=10000",
                "--http-max-in-flight-per-address=10000",
                "--http-max-in-flight-per-caller=10000"));
        settings.addAll(List.of(options));
        settings.addAll(gatewayOptions);
        command.addAll(lastOfEach(settings));
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"), "GATEWAY_JAVA_OPTS", String.join(" ", javaOptions));
        ChildProcess process = ChildProcess.startAndRead(directory.resolve("log"), environment, command);
        return new Server(name, process, portOf(process));
    }

    /** The packaged application with its store in a database, which others may share. */
    Server gatewayOver(Postgres.Database database, String name, Server upstream, String... options)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "--store=postgres",
                "--store-url=" + database.url(),
                "--store-user=" + Postgres.USER,
                "--keyset=" + keyset()));
        all.addAll(List.of(options));
        return gateway(name, upstream, List.of(HEAP), all.toArray(String[]::new));
    }

    Postgres postgres() throws IOException {
        return Postgres.start(places, work("postgres"));
    }

    /** One for all gateways; over a database there is none by itself. */
    private Path keyset() throws IOException, InterruptedException {
        Path keyset = places.work().resolve("keyset.json");
        if (!Files.exists(keyset)) {
            try (ChildProcess keys = ChildProcess.start(
                    work("keyset").resolve("log"),
                    List.of(
                            Places.java(),
                            "-jar",
                            places.application().resolve("gateway.jar").toString(),
                            "keys",
                            "create",
                            "--keyset",
                            keyset.toString()))) {
                keys.awaitSuccess(Duration.ofMinutes(1));
            }
        }
        return keyset;
    }

    Server gateway(String name, Server upstream, String... options) throws IOException {
        return gateway(name, upstream, List.of(HEAP), options);
    }

    /**
     * The application with its sandbox, as a user starts it first.
     *
     * @param command by which it is started
     */
    Server firstStart(String name, List<String> command) throws IOException {
        Path directory = work(name);
        List<String> all = new ArrayList<>(command);
        all.add("run");
        List<String> settings = new ArrayList<>(List.of(
                "--port=0", "--management-port=0", "--sandbox-port=0", "--data-dir=" + directory.resolve("data")));
        settings.addAll(gatewayOptions);
        all.addAll(lastOfEach(settings));
        ChildProcess process = ChildProcess.startAndRead(directory.resolve("log"), Map.of(), all);
        return new Server(name, process, portOf(process));
    }

    /** The gateway takes no option twice; here a later one counts. */
    private static List<String> lastOfEach(List<String> options) {
        Map<String, String> byName = new LinkedHashMap<>();
        options.forEach(option -> byName.put(option.replaceFirst("=.*", ""), option));
        return List.copyOf(byName.values());
    }

    private static int portOf(ChildProcess gateway) throws IOException {
        try {
            return URI.create(gateway.awaitLine(READY).substring(READY.length()))
                    .getPort();
        } catch (IOException failure) {
            gateway.close();
            throw failure;
        }
    }

    private Server peer(String name, String project, Server upstream, List<String> javaOptions, Integer... more)
            throws IOException, InterruptedException {
        int port = ChildProcess.freePort();
        List<String> command = new ArrayList<>(List.of(Places.java()));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", places.peer(project).toString()));
        Stream.concat(Stream.of(port, upstream.port()), Arrays.stream(more))
                .map(String::valueOf)
                .forEach(command::add);
        return listening(name, port, command);
    }

    private Server listening(String name, int port, List<String> command) throws IOException, InterruptedException {
        ChildProcess process = ChildProcess.start(work(name).resolve("log"), command);
        try {
            process.awaitPort(port);
        } catch (IOException failure) {
            process.close();
            throw failure;
        }
        return new Server(name, process, port);
    }

    private Path work(String name) {
        started++;
        return places.work().resolve(started + "-" + name.replaceAll("[^a-zA-Z]+", "-"));
    }
}
