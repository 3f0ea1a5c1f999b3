package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of a history begins, as text that callers need not understand. It holds the environment too, so that a cursor
 * is not taken to mean something in another history.
 */
final class HistoryCursor {

    private static final int BYTES = 3 * Long.BYTES;

    private HistoryCursor() {}

    static String of(EnvironmentId environment, Revision before) {
        UUID id = environment.value();
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(before.number())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Empty when the text is no cursor of this environment. */
    static Optional<Revision> parse(String text, EnvironmentId environment) {
        Optional<byte[]> decoded = decode(text).filter(bytes -> bytes.length == BYTES);
        if (decoded.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(decoded.get());
        UUID id = new UUID(bytes.getLong(), bytes.getLong());
        return id.equals(environment.value())
                ? Revision.parse(String.valueOf(bytes.getLong()), "cursor").toOptional()
                : Optional.empty();
    }

    private static Optional<byte[]> decode(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
