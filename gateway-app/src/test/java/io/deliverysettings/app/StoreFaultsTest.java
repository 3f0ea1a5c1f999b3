package io.deliverysettings.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A data directory that cannot be used is named, with what to do about it, before anything is served. */
@Timeout(60)
class StoreFaultsTest {

    @TempDir
    Path temporary = Path.of("");

    @Test
    void aDataDirectoryIsForOneGatewayAtATimeAndTheFirstGoesOn() throws Exception {
        Path data = temporary.resolve("data");
        try (RunningGateway first = RunningGateway.in(data)) {
            WhatsAppClient client = first.client();
            assertThat(client.put(Bodies.EXAMPLE).status()).isEqualTo(201);

            assertCannotStart(data, data.toString(), "in use by another process");

            assertThat(client.put(Bodies.EXAMPLE).status()).isEqualTo(201);
            assertThat(Steps.entries(Steps.history(client)))
                    .containsExactly("2 CONFIGURE APPLIED", "1 CONFIGURE APPLIED");
        }
        RunningGateway.in(data).close();
    }

    @Test
    void aDataDirectoryThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        for (Path data : new Path[] {file, file.resolve("data")}) {
            assertCannotStart(data, data.toString(), "has to be a directory that this process can write to");
        }
    }

    /** What can have happened to a store. */
    enum Damage {
        SOMETHING_ELSE {
            @Override
            void doTo(Path store) throws IOException {
                Files.writeString(store, "not a database, and nothing that could be taken for one ".repeat(1000));
            }
        },
        CUT_OFF {
            @Override
            void doTo(Path store) throws IOException {
                byte[] content = Files.readAllBytes(store);
                Files.write(store, Arrays.copyOf(content, content.length / 2));
            }
        },
        OVERWRITTEN_IN_THE_MIDDLE {
            @Override
            void doTo(Path store) throws IOException {
                try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
                    file.seek(file.length() / 2);
                    file.write("overwritten".repeat(1000).getBytes(UTF_8));
                }
            }
        };

        abstract void doTo(Path store) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedStoreIsNamedAndLeftAsItIs(Damage damage) throws Exception {
        Path store = storeWithSettings();
        damage.doTo(store);
        byte[] damaged = Files.readAllBytes(store);

        assertCannotStart(temporary, store.toString(), "is damaged", "restore a backup");

        assertThat(store).hasBinaryContent(damaged);
        // And the directory is free again.
        Files.delete(store);
        RunningGateway.in(temporary).close();
    }

    @Test
    void aStoreThatIsNewerThanTheProgramIsRefused() throws Exception {
        Path store = storeWithSettings();
        StoreFile.at(store).change("""
                INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, checksum,
                    installed_by, execution_time, success)
                VALUES (1000, '1000', 'of the future', 'SQL', 'V1000__of_the_future.sql', 1, 'somebody', 1, 1)""");

        assertCannotStart(temporary, store.toString(), "is newer than this program", "version 1000");
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws Exception {
        Path store = storeWithSettings();
        // SQLite tells them apart by this number, and has none for what nobody has marked.
        setApplicationId(store, 0);

        assertCannotStart(temporary, store.toString(), "is not a store of this gateway");
    }

    private Path storeWithSettings() throws Exception {
        try (RunningGateway gateway = RunningGateway.in(temporary)) {
            for (int i = 0; i < 10; i++) {
                assertThat(gateway.client().put(Bodies.EXAMPLE).status()).isEqualTo(201);
            }
        }
        return temporary.resolve("store.db");
    }

    /** See <a href="https://sqlite.org/fileformat.html#application_id">its place in the file</a>. */
    private static void setApplicationId(Path store, int id) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
            file.seek(68);
            file.writeInt(id);
        }
    }

    private static void assertCannotStart(Path data, String... said) {
        assertThatExceptionOfType(Gateway.CannotStart.class)
                .isThrownBy(() -> RunningGateway.in(data).close())
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(said).hasLineCount(1));
    }
}
