package io.deliverysettings.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.testkit.AuditSamples;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A log opens when it ends as it was written and is nobody else's; otherwise it says what is wrong, and stays as it is. */
class LogOpeningTest extends AuditFixture {

    @Test
    void onlyItsOwnerCanReadTheLog() throws IOException {
        open();

        for (Path made : new Path[] {file(), directory.resolve("audit.log.head")}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theFirstLineOfAllFollowsZeros() {
        record(open(), 1, 1);

        assertThat(AuditReader.lines(file()))
                .singleElement()
                .asString()
                .startsWith("{\"seq\":1,\"at\":\"2026-11-23T09:30:00.007Z\",\"event\":\"denied\",")
                .containsPattern(",\"previous\":\"0{64}\",\"hash\":\"[0-9a-f]{64}\"}$");
    }

    @Test
    void theChainGoesOnWhereItEnded() {
        AuditLogAdapter before = open();
        record(before, 1, 3);
        await(before.close());

        record(open(), 4, 5);

        assertSound(5, file());
    }

    @Test
    void withoutADirectoryItSaysToMakeOne() {
        assertThat(refusal(directory.resolve("missing/audit.log")))
                .hasMessageContaining("there is no directory " + directory.resolve("missing"));
    }

    @Test
    void whatIsNoPlainFileIsRefused() throws IOException {
        Files.createDirectory(directory.resolve("a-directory"));
        Files.createSymbolicLink(directory.resolve("a-link"), directory.resolve("elsewhere"));

        for (String name : new String[] {"a-directory", "a-link"}) {
            assertThat(refusal(directory.resolve(name))).hasMessageContaining("is not a plain file");
        }
        assertThat(directory.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void aFileOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
        for (String text :
                new String[] {"notes without an end", "notes\n", "{\"seq\":1}\n", "\n", "x".repeat(3_000_000)}) {
            Files.writeString(file(), text);

            assertThat(refusal()).hasMessageContaining("cannot go on").hasMessageContaining("gateway audit verify");
            assertThat(Files.readString(file())).isEqualTo(text);
        }
    }

    @Test
    void aLineThatWasNotFinishedIsCutOffWhereverItBroke() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 3);
        await(log.close());
        byte[] whole = Files.readAllBytes(file());
        int lastLine = new String(whole, 0, whole.length - 1, StandardCharsets.US_ASCII).lastIndexOf('\n') + 1;
        Path head = directory.resolve("audit.log.head");
        byte[] noted = Files.readString(head)
                .replaceAll(
                        "\\{.*\\}",
                        "{\"seq\":2,\"hash\":\"%s\"}"
                                .formatted(AuditReader.json(
                                                AuditReader.lines(file()).get(1))
                                        .required("hash")
                                        .textValue()))
                .getBytes(StandardCharsets.US_ASCII);

        for (int length = lastLine; length < whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            Files.write(head, noted);
            AuditLogAdapter after = open();
            record(after, 3, 3);
            await(after.close());

            assertThat(Files.readAllBytes(file())).as("cut at %d", length).isEqualTo(whole);
        }
    }

    @Test
    void thatALineIsCutOffIsLogged() throws IOException {
        Files.writeString(file(), "{\"seq\":1,\"at");
        try (CapturedLog captured = new CapturedLog()) {
            open();

            assertThat(captured.lines())
                    .anySatisfy(
                            line -> assertThat(line).startsWith("WARN ").contains("12 bytes of a line that was never"));
        }
        assertThat(file()).isEmptyFile();
    }

    @Test
    void aLastLineOfWhichAnyByteWasChangedIsRefused() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 2);
        await(log.close());
        byte[] whole = Files.readAllBytes(file());
        int lastLine = new String(whole, 0, whole.length - 1, StandardCharsets.US_ASCII).lastIndexOf('\n') + 1;

        for (int at = lastLine; at < whole.length - 1; at += 7) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file(), changed);

            assertThat(refusal()).hasMessageContaining("cannot go on");
            assertThat(Files.readAllBytes(file())).isEqualTo(changed);
        }
    }

    @Test
    void aLogWhoseLastLinesAreMissingIsRefused() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 3);
        await(log.close());
        String first = AuditReader.lines(file()).get(0) + "\n";
        Files.writeString(file(), first);

        assertThat(refusal()).hasMessageContaining("ends at line 1,").hasMessageContaining("but line 3,");
        assertThat(Files.readString(file())).isEqualTo(first);
    }

    @Test
    void afterALogWasMovedAwayWhileNobodyHadItTheChainGoesOn() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 2);
        await(log.close());
        Path moved = Files.move(file(), directory.resolve("audit.log.1"));

        record(open(), 3, 3);

        assertSound(3, moved, file());
    }

    @Test
    void whatIsNotedOfTheLastLineMayBeOldOrUnreadable() throws IOException {
        Path head = directory.resolve("audit.log.head");
        for (String note : new String[] {"", "garbage", "\0\0\0\0", "{\"seq\":1,\"hash\":\"0\"}\n"}) {
            Files.writeString(head, note);
            AuditLogAdapter log = open();
            record(log, AuditSamples.begun());
            await(log.close());
        }

        assertSound(4, file());
    }

    @Test
    void aLogIsOpenedOnceInAProcess() throws IOException {
        AuditLogAdapter first = open();
        Files.createDirectory(directory.resolve("sub"));

        assertThat(refusal(directory.resolve("sub/../audit.log")))
                .hasMessageContaining("is in use by another process")
                .hasMessageContaining("every instance has its own");
        record(first, 1, 1);
        await(first.close());
        record(open(), 2, 2);
        assertSound(2, file());
    }

    @Test
    void aLogIsOpenedByOneProcess() throws IOException, InterruptedException {
        await(open().close());

        assertThat(whileAnotherProcessLocks(
                        () -> assertThat(refusal()).hasMessageContaining("is in use by another process")))
                .isEqualTo("locked");

        record(open(), 1, 1);
        assertThat(whileAnotherProcessLocks(() -> {})).isEqualTo("not locked");
    }

    @Test
    void whatIsTheHeadIsLoggedAtTheStartAndAtTheEnd() {
        try (CapturedLog captured = new CapturedLog()) {
            AuditLogAdapter log = open();
            record(log, 1, 2);
            await(log.close());

            String hash = AuditReader.json(AuditReader.lines(file()).get(1))
                    .required("hash")
                    .textValue();
            assertThat(captured.lines())
                    .anySatisfy(line -> assertThat(line).startsWith("INFO ").contains("line 0, hash 0000"))
                    .anySatisfy(line -> assertThat(line).startsWith("INFO ").contains("line 2, hash " + hash));
        }
    }

    /** What another process says that tries to lock the log, and keeps the lock for as long as something is done. */
    private String whileAnotherProcessLocks(Runnable something) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        directory.resolve("audit.log.head").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
            String said = String.valueOf(output.readLine());
            something.run();
            return said;
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
