package io.deliverysettings.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotRead;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Damage;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Line;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.Broken;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.HeadMissing;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification.Sound;
import io.deliverysettings.testkit.AuditSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a chain is found; what is not is told as the end that it has. */
@Timeout(60)
class LogVerifierTest {

    private static final int LINES = 9;

    @TempDir
    Path directory = Path.of("");

    private final List<String> chain = chain(LINES, 0);

    @Test
    void aChainThatIsAsItWasWrittenIsSound() throws Exception {
        Sound sound = (Sound) verify(chain);

        assertThat(sound.lines()).isEqualTo(LINES);
        assertThat(sound.first()).contains(new Line(1, AuditSamples.AT, hash(chain.get(0))));
        assertThat(sound.last()).contains(new Line(LINES, AuditSamples.AT, hash(chain.get(LINES - 1))));
    }

    @Test
    void aFileWithoutLinesIsSound() throws Exception {
        assertThat(verify(List.of())).isEqualTo(new Sound(0, Optional.empty(), Optional.empty()));
    }

    @Test
    void anyByteThatIsAnotherOneIsFound() throws Exception {
        byte[] bytes = bytes(chain.subList(0, 3));
        int line = 1;
        for (int at = 0; at < bytes.length; at++) {
            for (int other : new int[] {bytes[at] ^ 1, bytes[at] ^ 0x20, '\n'}) {
                if (other != bytes[at]) {
                    byte[] changed = bytes.clone();
                    changed[at] = (byte) other;

                    assertThat(verify(changed))
                            .as("byte %d of line %d", at, line)
                            .isInstanceOfSatisfying(
                                    Broken.class,
                                    broken -> assertThat(broken.damage()).isIn(Damage.CHANGED, Damage.TORN));
                }
            }
            line += bytes[at] == '\n' ? 1 : 0;
        }
    }

    @Test
    void anyByteThatIsMissingIsFound() throws Exception {
        byte[] bytes = bytes(chain.subList(0, 3));
        for (int at = 0; at < bytes.length; at++) {
            ByteArrayOutputStream without = new ByteArrayOutputStream();
            without.write(bytes, 0, at);
            without.write(bytes, at + 1, bytes.length - at - 1);

            assertThat(verify(without.toByteArray())).isInstanceOf(Broken.class);
        }
    }

    @Test
    void aLineThatIsMissingIsFoundWhereItWas() throws Exception {
        for (int i = 1; i < LINES - 1; i++) {
            List<String> without = new ArrayList<>(chain);
            without.remove(i);

            assertBroken(without, i + 1, Damage.MISSING);
        }
    }

    @Test
    void linesThatAreExchangedAreFound() throws Exception {
        for (int i = 1; i < LINES; i++) {
            for (int j = i + 1; j < LINES; j++) {
                List<String> exchanged = new ArrayList<>(chain);
                Collections.swap(exchanged, i, j);

                assertBroken(exchanged, i + 1, Damage.REORDERED);
            }
        }
        List<String> begins = new ArrayList<>(chain);
        Collections.swap(begins, 0, 3);
        assertThat(verify(begins)).isInstanceOf(Broken.class);
    }

    @Test
    void aLineThatIsThereTwiceIsFound() throws Exception {
        for (int i = 0; i < LINES; i++) {
            for (int at = i + 1; at <= LINES; at++) {
                List<String> twice = new ArrayList<>(chain);
                twice.add(at, chain.get(i));

                assertBroken(twice, at + 1, Damage.INSERTED);
            }
        }
    }

    @Test
    void aLineOfAnotherChainIsFound() throws Exception {
        List<String> another = chain(LINES, 1000);
        for (int i = 1; i < LINES; i++) {
            List<String> replaced = new ArrayList<>(chain);
            replaced.set(i, another.get(i));

            assertBroken(replaced, i + 1, Damage.REPLACED);
        }
        List<String> first = new ArrayList<>(chain);
        first.set(0, another.get(0));
        assertBroken(first, 2, Damage.REPLACED);
    }

    @Test
    void aLineThatIsNoLineIsFound() throws Exception {
        for (String inserted : List.of("", "{}", "null", "[]", "{\"seq\":4}", "x".repeat(ChainLine.LONGEST + 10))) {
            List<String> with = new ArrayList<>(chain);
            with.add(3, inserted);

            assertBroken(with, 4, Damage.CHANGED);
        }
    }

    @Test
    void anEndThatIsNotFinishedIsFound() throws Exception {
        byte[] bytes = bytes(chain);
        int lastLine = bytes.length - chain.get(LINES - 1).length() - 1;
        for (int length = lastLine + 1; length < bytes.length; length++) {
            byte[] torn = new byte[length];
            System.arraycopy(bytes, 0, torn, 0, length);

            assertThat(verify(torn)).isEqualTo(new Broken(file(), LINES, Damage.TORN));
        }
    }

    @Test
    void whetherTheEndIsMissingIsFoundWithItsHash() throws Exception {
        Optional<String> head = Optional.of(hash(chain.get(LINES - 1)));
        Files.write(file(), bytes(chain));
        assertThat(AuditLogAdapter.verify(List.of(file()), head)).isInstanceOf(Sound.class);

        for (int lines = 0; lines < LINES; lines++) {
            Files.write(file(), bytes(chain.subList(0, lines)));

            assertThat(AuditLogAdapter.verify(List.of(file()), head))
                    .isInstanceOfSatisfying(
                            HeadMissing.class,
                            missing -> assertThat(missing.sound().lines()).isGreaterThanOrEqualTo(0));
        }
    }

    @Test
    void aHeadThatWasNotedEarlierIsFoundInALongerChain() throws Exception {
        Files.write(file(), bytes(chain));

        for (String line : chain) {
            assertThat(AuditLogAdapter.verify(List.of(file()), Optional.of(hash(line))))
                    .isInstanceOf(Sound.class);
        }
        assertThat(AuditLogAdapter.verify(List.of(file()), Optional.of("0".repeat(64))))
                .isInstanceOf(Sound.class);
        assertThat(AuditLogAdapter.verify(List.of(file()), Optional.of("f".repeat(64))))
                .isInstanceOf(HeadMissing.class);
    }

    @Test
    void filesGoOnWhereTheOneBeforeEnded() throws Exception {
        Path first = Files.write(directory.resolve("1"), bytes(chain.subList(0, 3)));
        Path empty = Files.write(directory.resolve("2"), new byte[0]);
        Path second = Files.write(directory.resolve("3"), bytes(chain.subList(3, 5)));
        Path third = Files.write(directory.resolve("4"), bytes(chain.subList(5, LINES)));

        assertThat(verify(first, empty, second, third)).isEqualTo(verify(chain));
        assertThat(verify(first, third)).isEqualTo(new Broken(third, 1, Damage.NOT_CONTINUED));
        assertThat(verify(second, first)).isEqualTo(new Broken(first, 1, Damage.NOT_CONTINUED));
        assertThat(((Sound) verify(third)).first().orElseThrow().seq()).isEqualTo(6);
    }

    @Test
    void aLogOfAnySizeIsCheckedWithLittleMemory() throws Exception {
        long lines = 10_000;
        Head head = Head.NONE;
        byte[] members = AuditDocuments.members(AuditSamples.begun());
        try (var output = Files.newOutputStream(file())) {
            for (int i = 0; i < lines; i++) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                head = ChainLine.write(head, members, line);
                output.write(line.toByteArray());
            }
        }

        Sound sound = (Sound) AuditLogAdapter.verify(List.of(file()), Optional.of(head.hash()));

        assertThat(sound.lines()).isEqualTo(lines);
    }

    @Test
    void aFileThatCannotBeReadIsTold() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> verify(missing))
                .isInstanceOf(CannotRead.class)
                .hasMessageContaining(missing + " cannot be read");
    }

    @Test
    void theHashIsThatOfTheLineWithoutIt() throws Exception {
        // As a shell would do it: what the documentation promises to whoever trusts no program of ours.
        for (String line : chain) {
            String without = line.replaceFirst(",\"hash\":\"[0-9a-f]*\"}$", "}");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(without.getBytes(StandardCharsets.UTF_8));

            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(hash(line));
        }
    }

    private void assertBroken(List<String> lines, long line, Damage damage) throws Exception {
        assertThat(verify(lines)).isEqualTo(new Broken(file(), line, damage));
    }

    private Path file() {
        return directory.resolve("audit.log");
    }

    private AuditLogAdapter.Verification verify(List<String> lines) throws Exception {
        return verify(bytes(lines));
    }

    private AuditLogAdapter.Verification verify(byte[] bytes) throws Exception {
        Files.write(file(), bytes);
        return verify(file());
    }

    private static AuditLogAdapter.Verification verify(Path... files) throws CannotRead {
        return AuditLogAdapter.verify(List.of(files), Optional.empty());
    }

    private static byte[] bytes(List<String> lines) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            bytes.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static String hash(String line) {
        return AuditReader.json(line).required("hash").textValue();
    }

    private static List<String> chain(int lines, int from) {
        List<String> chain = new ArrayList<>();
        Head head = Head.NONE;
        for (int i = 0; i < lines; i++) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            head = ChainLine.write(head, AuditDocuments.members(AuditSamples.denied(from + i)), line);
            chain.add(line.toString(StandardCharsets.US_ASCII).strip());
        }
        return chain;
    }
}
