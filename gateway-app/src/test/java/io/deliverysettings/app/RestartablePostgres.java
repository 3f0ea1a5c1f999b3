package io.deliverysettings.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A real PostgreSQL that can go away and come back at the same address with what it held. */
final class RestartablePostgres implements AutoCloseable {

    private final Path directory;
    private EmbeddedPostgres server;

    private RestartablePostgres(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    static RestartablePostgres start(Path directory) throws IOException {
        return new RestartablePostgres(directory, run(directory, 0));
    }

    private static EmbeddedPostgres run(Path directory, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    URI url() {
        return URI.create("postgresql://127.0.0.1:" + server.getPort() + "/postgres");
    }

    /** The flags of a gateway that keeps its data here, and more. */
    String[] flags(Path keyset, String... more) {
        return Stream.concat(
                        Stream.of(
                                "--store",
                                "postgres",
                                "--store-url",
                                url().toString(),
                                "--store-user",
                                "postgres",
                                "--keyset",
                                keyset.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    void stop() throws IOException {
        server.close();
    }

    void startAgain() throws IOException {
        server = run(directory, server.getPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
