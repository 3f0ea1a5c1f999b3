package io.deliverysettings.sandbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** By what a write is known again: its {@code Correlation-Id} and the hash of its body, since the body holds secrets. */
record WriteMark(String correlationId, String bodyHash) {

    static WriteMark of(String correlationId, byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new WriteMark(correlationId, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
