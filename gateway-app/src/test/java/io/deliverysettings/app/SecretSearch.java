package io.deliverysettings.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Looks for a text in what a gateway has left behind, in each of the forms in which it could be there by mistake. */
final class SecretSearch {

    private static final int BITS_PER_CHARACTER = 6;

    private final Map<String, byte[]> forms = new LinkedHashMap<>();

    private SecretSearch(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        forms.put("UTF-8", bytes);
        forms.put("UTF-16, big end first", text.getBytes(UTF_16BE));
        forms.put("UTF-16, little end first", text.getBytes(UTF_16LE));
        forms.put("hex", HexFormat.of().formatHex(bytes).getBytes(UTF_8));
        forms.put(
                "upper-case hex",
                HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT).getBytes(UTF_8));
        for (int before = 0; before < 3; before++) {
            forms.put("base64 after " + before, withinBase64(Base64.getEncoder(), bytes, before));
            forms.put("base64url after " + before, withinBase64(Base64.getUrlEncoder(), bytes, before));
        }
    }

    static SecretSearch of(String text) {
        return new SecretSearch(text);
    }

    /** What stands in a base64 text whatever is before the bytes, as long as that is 3n + {@code before} bytes, and after them. */
    private static byte[] withinBase64(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] padded = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, padded, before, bytes.length);
        String encoded = encoder.encodeToString(padded);
        int ownFrom = (before * Byte.SIZE + BITS_PER_CHARACTER - 1) / BITS_PER_CHARACTER;
        int ownTo = padded.length * Byte.SIZE / BITS_PER_CHARACTER;
        return encoded.substring(ownFrom, ownTo).getBytes(UTF_8);
    }

    /** The names of the forms that are looked for. */
    List<String> forms() {
        return List.copyOf(forms.keySet());
    }

    /** The forms in which the text is in this content. */
    List<String> findIn(byte[] content) {
        // One character for each byte, so that text search finds bytes.
        String haystack = new String(content, ISO_8859_1);
        return forms.entrySet().stream()
                .filter(form -> haystack.contains(new String(form.getValue(), ISO_8859_1)))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> findIn(String content) {
        return findIn(content.getBytes(UTF_8));
    }

    /** The same for every file below a directory, each with its name. */
    List<String> findBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Stream.Builder<String> found = Stream.builder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                findIn(Files.readAllBytes(file)).forEach(form -> found.add(file.getFileName() + ": " + form));
            }
            return found.build().toList();
        }
    }
}
