package io.deliverysettings.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing proves nothing, unless it would find what is there. */
class SecretSearchTest {

    private static final String SECRET = "s3cret~that-is/there";

    private final SecretSearch search = SecretSearch.of(SECRET);

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "UTF-16BE", "UTF-16LE"})
    void textIsFoundInEveryEncoding(String charset) {
        assertThat(search.findIn(("before " + SECRET + " after").getBytes(Charset.forName(charset))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "12", "123", "1234"})
    void base64IsFoundWhereverTheTextBegins(String before) {
        byte[] content = (before + SECRET + "after").getBytes(UTF_8);

        assertThat(search.findIn(Base64.getEncoder().encode(content))).isNotEmpty();
        assertThat(search.findIn(Base64.getUrlEncoder().encode(content))).isNotEmpty();
        assertThat(search.findIn(Base64.getEncoder().withoutPadding().encode((before + SECRET).getBytes(UTF_8))))
                .isNotEmpty();
    }

    @Test
    void hexIsFoundInBothCases() {
        byte[] content = ("before" + SECRET + "after").getBytes(UTF_8);

        assertThat(search.findIn(HexFormat.of().formatHex(content))).containsExactly("hex");
        assertThat(search.findIn(HexFormat.of().withUpperCase().formatHex(content)))
                .containsExactly("upper-case hex");
    }

    @Test
    void filesAreSearchedWhereverTheyAre(@TempDir Path directory) throws Exception {
        Path below = Files.createDirectories(directory.resolve("a/b"));
        Files.write(below.resolve("binary"), ("\0\1\2" + SECRET + "\0").getBytes(UTF_8));
        Files.writeString(directory.resolve("nothing"), "nothing");

        assertThat(search.findBelow(directory)).containsExactly("binary: UTF-8");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(search.findIn(SECRET.substring(1) + " " + SECRET.replace('3', '4')))
                .isEmpty();
    }
}
