package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.KeysetFileTest.assertUnusable;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.testkit.HealthPortContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the keys are, from one look at their file to the next. */
class KeysetHealthAdapterTest implements HealthPortContract {

    @TempDir
    Path directory;

    private Path file;
    private String good;
    private SealingAdapter adapter;

    @BeforeEach
    void createsAKeyset() throws UnusableKeyset, IOException {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
        good = Files.readString(file);
        adapter = SealingAdapter.fromFile(file);
    }

    @Override
    public HealthPort health() {
        return adapter.health();
    }

    @Override
    public void breakDown() {
        write("{}");
        assertUnusable(adapter::reloadIfChanged);
    }

    @Override
    public void repair() {
        write(good);
        try {
            adapter.reloadIfChanged();
        } catch (UnusableKeyset broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void itIsTheOneThatIsGivenOut() {
        assertThat(health()).isInstanceOf(KeysetHealthAdapter.class);
    }

    @Test
    void aFileThatCannotBeReadAgainIsDegradedOnceSomebodyHasTried() {
        write("{}");
        assertThat(now()).as("before anybody looks").isEqualTo(ComponentHealth.up());

        for (int i = 0; i < 2; i++) {
            assertUnusable(adapter::reloadIfChanged);
            assertThat(now().state()).isEqualTo(State.DEGRADED);
            assertThat(now().detail().orElseThrow()).doesNotContain(file.toString());
        }
    }

    @Test
    void aFileThatIsGoneIsDegradedToo() throws IOException {
        Files.delete(file);
        assertUnusable(adapter::reloadIfChanged);

        assertThat(now().state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void aRotationIsNoTrouble() throws UnusableKeyset {
        SealingAdapter.rotateKeyset(file);
        assertThat(adapter.reloadIfChanged()).isTrue();

        assertThat(now()).isEqualTo(ComponentHealth.up());
    }

    @Test
    void keysThatWereGivenAsTextAreUp() throws UnusableKeyset, IOException {
        SealingAdapter ofText = SealingAdapter.fromText(Secret.of(Files.readString(file)));
        Files.delete(file);
        ofText.reloadIfChanged();

        assertThat(now(ofText.health())).isEqualTo(ComponentHealth.up());
    }

    private void write(String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private ComponentHealth now() {
        return now(health());
    }

    private static ComponentHealth now(HealthPort port) {
        return port.health()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
