package io.deliverysettings.adapter.sealing;

import static io.deliverysettings.adapter.sealing.KeysetFileTest.assertUnusable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import io.deliverysettings.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private Path file;
    private String content;
    private List<String> keys;

    @BeforeEach
    void createsAKeyset() throws UnusableKeyset, IOException {
        file = directory.resolve("keyset.json");
        SealingAdapter.createKeyset(file);
        SealingAdapter.rotateKeyset(file);
        content = Files.readString(file);
        // Behind the length and the like, which are the same for all keys.
        keys = JSON.readTree(content).findValuesAsText("value").stream()
                .map(value -> value.substring(16))
                .toList();
    }

    @Test
    void itIsAFormatWithTwoKeysetsOfTink() throws IOException {
        JsonNode document = JSON.readTree(content);

        assertThat(document.fieldNames()).toIterable().containsExactly("format", "sealing", "digests");
        assertThat(document.path("format").textValue()).isEqualTo("delivery-settings-keyset-1");
        assertThat(document.path("sealing").findValuesAsText("typeUrl"))
                .containsOnly("type.googleapis.com/google.crypto.tink.AesGcmKey")
                .hasSize(2);
        assertThat(document.path("digests").findValuesAsText("typeUrl"))
                .containsOnly("type.googleapis.com/google.crypto.tink.HmacKey")
                .hasSize(2);
        assertThat(content).endsWith("}\n").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "[]", "null", "7", "\"text\"", "{", "{}", "{\"format\":7}", "AQIDBA=="})
    void whatIsNotADocumentIsRefused(String text) throws IOException {
        Files.writeString(file, text);

        assertRefused("is no keyset");
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        Random random = new Random(20261123);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            Files.write(file, bytes);

            assertRefused("is no keyset");
        }
    }

    @Test
    void whatWasCutOffAnywhereIsRefused() {
        for (int length = 1; length < content.length() - 1; length++) {
            String cut = content.substring(0, length);

            UnusableKeyset refused =
                    catchThrowableOfType(UnusableKeyset.class, () -> SealingAdapter.fromText(Secret.of(cut)));
            assertThat(refused).as("length %d", length).hasMessageContaining("is no keyset");
            assertThat(showsNoKey(refused)).as("length %d", length).isTrue();
        }
    }

    @Test
    void contentAfterTheDocumentIsRefused() throws IOException {
        Files.writeString(file, content + content);

        assertRefused("is no keyset");
    }

    @Test
    void whereTheJsonIsBrokenIsSaid() throws IOException {
        Files.writeString(file, "{\n  \"format\": oops\n}");

        assertUnusable(() -> SealingAdapter.fromFile(file))
                .withMessageMatching(
                        "The keyset file .* is no keyset: it is not JSON, or was cut off \\(line 2, column \\d+\\)\\.");
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        change(document -> document.put("format", "delivery-settings-keyset-2"));

        assertRefused("its member format is not \"delivery-settings-keyset-1\"");
    }

    @Test
    void theKeysetOfTinkAloneIsRefused() throws IOException {
        Files.writeString(file, JSON.readTree(content).path("sealing").toString());

        assertRefused("its member format is not");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealing", "digests"})
    void eachPartHasToBeThere(String part) throws IOException {
        change(document -> document.remove(part));

        assertRefused("it has no member " + part);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sealing", "digests"})
    void aPartWithoutKeysIsRefused(String part) throws IOException {
        for (String empty :
                List.of("null", "7", "[]", "{}", "{\"primaryKeyId\":1}", "{\"primaryKeyId\":1,\"key\":[]}")) {
            JsonNode node = JSON.readTree(empty);
            Files.writeString(file, content);
            change(document -> document.set(part, node));

            assertRefused("its member " + part + " holds no keys, or others than the gateway makes");
        }
    }

    @Test
    void keysInTheWrongPartAreRefused() throws IOException {
        change(document -> document.set("sealing", document.path("digests")));

        assertRefused("its member sealing holds no keys, or others than the gateway makes");
    }

    /** Tink would use it, but what it makes does not tell its key. */
    @Test
    void aKeyThatDoesNotNameItselfIsRefused() throws IOException {
        Files.writeString(file, content.replace("\"TINK\"", "\"RAW\""));

        assertRefused("holds no keys, or others than the gateway makes");
    }

    @Test
    void aPrimaryKeyThatIsNotThereIsRefused() throws IOException {
        change(document -> ((ObjectNode) document.path("digests")).put("primaryKeyId", 1));

        assertRefused("its member digests holds no keys, or others than the gateway makes");
    }

    @Test
    void aPrimaryKeyThatIsDisabledIsRefused() throws IOException {
        change(document ->
                document.path("sealing").path("key").forEach(key -> ((ObjectNode) key).put("status", "DISABLED")));

        assertRefused("its member sealing holds no keys, or others than the gateway makes");
    }

    @Test
    void membersThatARotationWouldLoseAreRefused() throws IOException {
        change(document -> document.put("comment", "keep me"));

        assertRefused("it has members beside format, sealing and digests");
    }

    @Test
    void aMemberThatComesTwiceIsRefused() throws IOException {
        Files.writeString(file, content.replaceFirst("\\{", "{\"digests\":{},"));

        assertRefused("is no keyset");
    }

    /** Most changes are refused, some make another key of one; none does anything else. */
    @Test
    void noChangeOfACharacterFailsInAnyOtherWay() throws IOException {
        for (int i = 0; i < content.length(); i++) {
            for (char other : new char[] {'0', 'A', '"', '}'}) {
                StringBuilder changed = new StringBuilder(content);
                changed.setCharAt(i, other);
                Throwable thrown = null;
                try {
                    SealingAdapter.fromText(Secret.of(changed.toString()));
                } catch (UnusableKeyset refused) {
                    thrown = refused;
                }
                assertThat(thrown == null || showsNoKey(thrown))
                        .as("character %d", i)
                        .isTrue();
            }
        }
    }

    @Test
    void whatWasGivenAsTextIsCalledThat() {
        assertUnusable(() -> SealingAdapter.fromText(Secret.of("{}")))
                .withMessageStartingWith("The text of the keyset is no keyset: ");
    }

    @Test
    void theAdapterShowsTheIdsOfItsKeysAndNotTheKeys() throws UnusableKeyset, IOException {
        JsonNode document = JSON.readTree(content);

        String shown = SealingAdapter.fromFile(file).toString();

        assertThat(shown)
                .isEqualTo("SealingAdapter[sealing key " + document.at("/sealing/primaryKeyId") + " of 2, digests key "
                        + document.at("/digests/primaryKeyId") + " of 2]");
        assertThat(keys).hasSize(4).noneMatch(shown::contains);
    }

    private void change(Consumer<ObjectNode> change) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(file.toFile());
        change.accept(document);
        Files.writeString(file, document.toString());
    }

    private void assertRefused(String why) {
        UnusableKeyset refused = catchThrowableOfType(UnusableKeyset.class, () -> SealingAdapter.fromFile(file));
        assertThat(refused)
                .hasMessageStartingWith("The keyset file " + file + " ")
                .hasMessageContaining(why);
        assertThat(showsNoKey(refused)).isTrue();
    }

    /** No eight characters in a row of any key, causes and all. */
    private boolean showsNoKey(Throwable thrown) {
        StringBuilder shown = new StringBuilder();
        for (Throwable next = thrown; next != null; next = next.getCause()) {
            shown.append(next).append('\n');
        }
        return keys.stream()
                .flatMap(key ->
                        IntStream.rangeClosed(0, key.length() - 8).mapToObj(start -> key.substring(start, start + 8)))
                .noneMatch(part -> shown.indexOf(part) >= 0);
    }
}
