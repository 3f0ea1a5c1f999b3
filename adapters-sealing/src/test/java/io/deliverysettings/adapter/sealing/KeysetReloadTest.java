package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.KeysetFileTest.assertUnusable;
import static io.deliverysettings.adapter.sealing.Sealed.SECRET;
import static io.deliverysettings.adapter.sealing.Sealed.open;
import static io.deliverysettings.adapter.sealing.Sealed.reseal;
import static io.deliverysettings.adapter.sealing.Sealed.seal;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.application.port.out.SealingPort.Resealing;
import io.deliverysettings.application.port.out.SealingPort.Unreadable;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetReloadTest {

    private static final Opening OPENED = new Opening.Opened(SECRET);

    @TempDir
    Path directory;

    private Path file;
    private SealingAdapter adapter;
    private SealedSecret old;

    @BeforeEach
    void seals() throws UnusableKeyset {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
        adapter = SealingAdapter.fromFile(file);
        old = seal(adapter, SECRET);
    }

    @Test
    void aRotatedFileIsReadAgainOnce() throws UnusableKeyset, IOException {
        SealingAdapter.rotateKeyset(file);
        SealedSecret ofAnother = seal(SealingAdapter.fromFile(file), SECRET);
        assertThat(open(adapter, ofAnother)).isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));

        assertThat(adapter.reloadIfChanged()).isTrue();

        assertThat(open(adapter, ofAnother)).isEqualTo(OPENED);
        assertThat(open(adapter, old)).isEqualTo(OPENED);
        assertThat(reseal(adapter, seal(adapter, SECRET))).isEqualTo(new Resealing.Current());
        assertThat(reseal(adapter, old)).isInstanceOf(Resealing.Resealed.class);

        // It would be refused if it was read a third time.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(adapter.reloadIfChanged()).isFalse();
    }

    @Test
    void withoutAReloadTheKeysStay() throws UnusableKeyset {
        SealingAdapter.rotateKeyset(file);

        assertThat(reseal(adapter, seal(adapter, SECRET))).isEqualTo(new Resealing.Current());
        assertThat(open(adapter, old)).isEqualTo(OPENED);
    }

    @Test
    void anUnchangedFileIsNotReadAgain() throws UnusableKeyset, IOException {
        // It would be refused if it was.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(adapter.reloadIfChanged()).isFalse();
    }

    @Test
    void theSameKeysWrittenAgainAreNoChange() throws UnusableKeyset, IOException {
        Files.writeString(file, Files.readString(file).replace(",", ",\n  "));

        assertThat(adapter.reloadIfChanged()).isFalse();
        assertThat(open(adapter, old)).isEqualTo(OPENED);
    }

    @Test
    void anotherFileOfTheSameSizeAndTimeIsNoticed() throws UnusableKeyset, IOException {
        Path other = directory.resolve("other.json");
        do {
            Files.deleteIfExists(other);
            SealingAdapter.createKeyset(other);
        } while (Files.size(other) != Files.size(file));
        SealedSecret ofAnother = seal(SealingAdapter.fromFile(other), SECRET);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(adapter.reloadIfChanged()).isTrue();
        assertThat(open(adapter, ofAnother)).isEqualTo(OPENED);
        assertThat(open(adapter, old)).isEqualTo(new Opening.Closed(Unreadable.KEY_LOST));
    }

    @Test
    void aFileThatWasWrittenInPlaceIsNoticedByItsTime() throws UnusableKeyset, IOException {
        Path other = directory.resolve("other.json");
        do {
            Files.deleteIfExists(other);
            SealingAdapter.createKeyset(other);
        } while (Files.size(other) != Files.size(file));
        Files.write(file, Files.readAllBytes(other));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

        assertThat(adapter.reloadIfChanged()).isTrue();
    }

    @Test
    void anUnusableFileIsToldEachTimeAndLeavesTheKeysInUse() throws UnusableKeyset, IOException {
        String good = Files.readString(file);
        Files.writeString(file, "{}");

        for (int i = 0; i < 2; i++) {
            assertUnusable(adapter::reloadIfChanged).withMessageContaining(file.toString());
            assertThat(open(adapter, old)).isEqualTo(OPENED);
            assertThat(open(adapter, seal(adapter, SECRET))).isEqualTo(OPENED);
        }

        Files.delete(file);
        assertUnusable(adapter::reloadIfChanged).withMessageContaining("does not exist");
        assertThat(open(adapter, old)).isEqualTo(OPENED);

        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, good);
        SealingAdapter.rotateKeyset(file);
        assertThat(adapter.reloadIfChanged()).isTrue();
        assertThat(open(adapter, old)).isEqualTo(OPENED);
    }

    @Test
    void keysThatWereGivenAsTextStay() throws UnusableKeyset, IOException {
        SealingAdapter ofText = SealingAdapter.fromText(Secret.of(Files.readString(file)));
        SealingAdapter.rotateKeyset(file);

        assertThat(ofText.reloadIfChanged()).isFalse();
        assertThat(open(ofText, old)).isEqualTo(OPENED);
    }
}
