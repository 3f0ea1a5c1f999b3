package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.Sealed.SECRET;
import static io.deliverysettings.adapter.sealing.Sealed.open;
import static io.deliverysettings.adapter.sealing.Sealed.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.application.port.out.SealingPort.Opening;
import io.deliverysettings.domain.secret.SealedSecret;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void createsAKeyset() throws UnusableKeyset {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
    }

    @Test
    void aNewFileIsItsOwnersAlone() throws IOException {
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("keyset.json.lock"))).isEqualTo("rw-------");
    }

    @Test
    void aRotatedFileIsItsOwnersAlone() throws UnusableKeyset, IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

        SealingAdapter.rotateKeyset(file);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    /** An administrator rotates the keys of a service that runs as somebody else. */
    @Test
    void aRotatedFileStaysWithItsOwner() throws UnusableKeyset, IOException {
        Path lock = directory.resolve("keyset.json.lock");
        UserPrincipal owner = givenAwayIfWeMay(file);

        SealingAdapter.rotateKeyset(file);

        assertThat(Files.getOwner(file)).isEqualTo(owner);
        assertThat(Files.getOwner(lock)).isEqualTo(owner);
    }

    @Test
    void nothingIsLeftBesideTheFileButItsLock() throws UnusableKeyset, IOException {
        SealingAdapter.rotateKeyset(file);
        assertUnusable(() -> SealingAdapter.createKeyset(file));

        assertThat(names()).containsExactlyInAnyOrder("keyset.json", "keyset.json.lock");
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        String content = Files.readString(file);

        assertUnusable(() -> SealingAdapter.createKeyset(file))
                .withMessageStartingWith("The keyset file " + file + " exists already and is not overwritten");

        assertThat(file).hasContent(content);
    }

    @Test
    void aLinkToNowhereIsNotOverwrittenEither() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("nowhere"));

        assertUnusable(() -> SealingAdapter.createKeyset(link)).withMessageContaining("exists already");

        assertThat(link).isSymbolicLink();
        assertThat(names()).doesNotContain("nowhere");
    }

    @Test
    void theDirectoryHasToBeThere() {
        Path nowhere = directory.resolve("nowhere").resolve("keyset.json");

        assertUnusable(() -> SealingAdapter.createKeyset(nowhere))
                .withMessage("The keyset file " + nowhere + " cannot be written: its directory does not exist.");
    }

    @Test
    void aDirectoryThatIsNoneIsNamed() {
        Path beneathAFile = file.resolve("keyset.json");

        assertUnusable(() -> SealingAdapter.createKeyset(beneathAFile))
                .withMessageStartingWith("The keyset file " + beneathAFile + " cannot be written: ");
        assertUnusable(() -> SealingAdapter.fromFile(beneathAFile))
                // JDK 17 says that it cannot be read, JDK 25 that it is not there.
                .withMessageStartingWith("The keyset file " + beneathAFile + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-rw-rw-", "rwxrwxrwx"})
    void aFileThatIsOpenToOthersIsRefused(String permissions) throws IOException {
        String content = Files.readString(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        String message = "The keyset file " + file + " is not its owner's alone (" + permissions
                + "). Close it to all others: chmod 600 " + file;
        assertUnusable(() -> SealingAdapter.fromFile(file)).withMessage(message);
        assertUnusable(() -> SealingAdapter.rotateKeyset(file)).withMessage(message);
        assertThat(file).hasContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
    void aFileThatOnlyItsOwnerMayUseIsTaken(String permissions) throws UnusableKeyset, IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThat(open(SealingAdapter.fromFile(file), seal(SealingAdapter.fromFile(file), SECRET)))
                .isEqualTo(new Opening.Opened(SECRET));
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.json");
        String message = "The keyset file " + missing + " does not exist.";

        assertUnusable(() -> SealingAdapter.fromFile(missing)).withMessage(message);
        assertUnusable(() -> SealingAdapter.rotateKeyset(missing)).withMessage(message);
        assertThat(missing).doesNotExist();
    }

    @Test
    void aDirectoryIsNoKeyset() {
        String message = "The keyset file " + directory + " is not a file.";

        assertUnusable(() -> SealingAdapter.fromFile(directory)).withMessage(message);
        assertUnusable(() -> SealingAdapter.rotateKeyset(directory)).withMessage(message);
        assertUnusable(() -> SealingAdapter.createKeyset(directory)).withMessageContaining("exists already");
        assertUnusable(() -> SealingAdapter.createKeyset(Path.of("/"))).withMessage("The keyset file / is not a file.");
    }

    @Test
    void aLargeFileIsNotRead() throws IOException {
        Files.writeString(file, Files.readString(file) + " ".repeat(1024 * 1024));

        assertUnusable(() -> SealingAdapter.fromFile(file))
                .withMessage("The keyset file " + file + " is no keyset: it is larger than 1048576 bytes.");
    }

    @Test
    void aRotationOfADamagedFileLeavesItAsItWas() throws IOException {
        String damaged = Files.readString(file).substring(0, 100);
        Files.writeString(file, damaged);

        assertUnusable(() -> SealingAdapter.rotateKeyset(file)).withMessageContaining("cut off");

        assertThat(file).hasContent(damaged);
        assertThat(names()).containsExactlyInAnyOrder("keyset.json", "keyset.json.lock");
    }

    @Test
    void aRotationGoesThroughALinkAndLeavesItOne() throws UnusableKeyset, IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        String before = Files.readString(file);

        SealingAdapter.rotateKeyset(link);

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).isNotEqualTo(before);
    }

    @Test
    void theContentOfAFileDoesAsText() throws UnusableKeyset, IOException {
        SealedSecret sealed = seal(SealingAdapter.fromFile(file), SECRET);

        SealingAdapter adapter = SealingAdapter.fromText(Secret.of(Files.readString(file)));

        assertThat(open(adapter, sealed)).isEqualTo(new Opening.Opened(SECRET));
        assertThat(open(SealingAdapter.fromFile(file), seal(adapter, SECRET))).isEqualTo(new Opening.Opened(SECRET));
    }

    @Test
    void twoNewFilesHoldDifferentKeys() throws UnusableKeyset {
        Path other = directory.resolve("other.json");
        SealingAdapter.createKeyset(other);

        assertThat(open(SealingAdapter.fromFile(other), seal(SealingAdapter.fromFile(file), SECRET)))
                .isInstanceOf(Opening.Closed.class);
    }

    static org.assertj.core.api.ThrowableAssertAlternative<UnusableKeyset> assertUnusable(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return assertThatExceptionOfType(UnusableKeyset.class).isThrownBy(call);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    /** Only an administrator may; to anyone else it cannot happen that a file is theirs to rotate and not theirs. */
    private static UserPrincipal givenAwayIfWeMay(Path path) throws IOException {
        try {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (FileSystemException notOurs) {
            assertThat(notOurs).hasMessageContaining("permitted");
        }
        return Files.getOwner(path);
    }
}
