package io.deliverysettings.app;

import io.deliverysettings.adapter.sealing.SealingAdapter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A PostgreSQL of its own and a keyset, for gateways that share them. */
final class SharedStore implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Path keyset;

    private SharedStore(EmbeddedPostgres postgres, Path keyset) {
        this.postgres = postgres;
        this.keyset = keyset;
    }

    /**
     * Starts it.
     *
     * @param directory for the keyset
     */
    static SharedStore start(Path directory) throws IOException, SealingAdapter.UnusableKeyset {
        Path keyset = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(keyset);
        return new SharedStore(EmbeddedPostgres.start(), keyset);
    }

    /** The settings of a gateway that uses it in front of PingOne, with others added. */
    String[] flags(WatchedPingOne pingOne, String... others) {
        return flags(pingOne.apiUrl(), others);
    }

    /** The same by PingOne's address. */
    String[] flags(URI pingOneApiUrl, String... others) {
        return Stream.concat(
                        List.of(
                                "--upstream",
                                "pingone",
                                "--pingone-api-url",
                                pingOneApiUrl.toString(),
                                "--store",
                                "postgres",
                                "--store-url",
                                "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres",
                                "--store-user",
                                "postgres",
                                "--keyset",
                                keyset.toString())
                                .stream(),
                        Stream.of(others))
                .toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
