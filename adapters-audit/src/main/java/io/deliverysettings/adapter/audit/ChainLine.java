package io.deliverysettings.adapter.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A line of the log. Its hash is over its own bytes as they are with the member {@code hash} taken out, so that anybody can
 * check it without knowing how members are ordered or escaped.
 *
 * @param seq its number
 * @param at when the event was
 * @param previous the hash of the line before
 * @param hash its own
 */
record ChainLine(long seq, Instant at, String previous, String hash) {

    /** Longer than any line can get: texts in it are bounded, and each character is six bytes at most. */
    static final int LONGEST = 1 << 20;

    /** What every line begins with. */
    static final byte[] BEGINNING = ascii("{\"seq\":");

    private static final byte[] HASH_MEMBER = ascii(",\"hash\":\"");
    private static final byte[] END = ascii("\"}");
    private static final int HASH_DIGITS = 64;
    private static final HexFormat HEX = HexFormat.of();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Writes the line that follows another.
     *
     * @param head the line before
     * @param members its members between {@code seq} and {@code previous}
     * @param target where the line with its end goes
     * @return the line as the new head
     */
    static Head write(Head head, byte[] members, ByteArrayOutputStream target) {
        long seq = head.seq() + 1;
        ByteArrayOutputStream line = new ByteArrayOutputStream(members.length + 256);
        line.writeBytes(BEGINNING);
        line.writeBytes(ascii(seq + ","));
        line.writeBytes(members);
        line.writeBytes(ascii(",\"previous\":\"" + head.hash() + "\"}"));
        byte[] hashed = line.toByteArray();
        String hash = HEX.formatHex(sha256().digest(hashed));
        target.write(hashed, 0, hashed.length - 1);
        target.writeBytes(HASH_MEMBER);
        target.writeBytes(ascii(hash));
        target.writeBytes(END);
        target.write('\n');
        return new Head(seq, hash);
    }

    /**
     * Reads a line.
     *
     * @param bytes all of it, without its end
     * @return empty when it is not as it was written, or never was one
     */
    static Optional<ChainLine> read(byte[] bytes) {
        int hashMember = bytes.length - HASH_MEMBER.length - HASH_DIGITS - END.length;
        if (hashMember < 0
                || !isAt(bytes, hashMember, HASH_MEMBER)
                || !isAt(bytes, bytes.length - END.length, END)
                || !isAt(bytes, 0, BEGINNING)) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, hashMember);
        digest.update((byte) '}');
        String hash = HEX.formatHex(digest.digest());
        int digits = hashMember + HASH_MEMBER.length;
        return isAt(bytes, digits, ascii(hash)) ? parse(bytes, hash) : Optional.empty();
    }

    private static Optional<ChainLine> parse(byte[] bytes, String hash) {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            return Optional.of(new ChainLine(
                    json.required("seq").longValue(),
                    Instant.parse(json.required("at").asText()),
                    json.required("previous").asText(),
                    hash));
        } catch (JsonProcessingException | IllegalArgumentException | DateTimeException notALine) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
    }

    Head head() {
        return new Head(seq, hash);
    }

    private static boolean isAt(byte[] bytes, int from, byte[] expected) {
        return from + expected.length <= bytes.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
