package io.deliverysettings.adapter.http;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Base64;
import java.util.Optional;

/** Where a page begins, as text that callers need not understand. */
final class OpaqueCursor {

    private OpaqueCursor() {}

    static String of(long... parts) {
        ByteBuffer bytes = ByteBuffer.allocate(parts.length * Long.BYTES);
        bytes.asLongBuffer().put(parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Empty when the text is no cursor of as many parts. */
    static Optional<LongBuffer> parse(String text, int parts) {
        try {
            return Optional.of(ByteBuffer.wrap(Base64.getUrlDecoder().decode(text)))
                    .filter(bytes -> bytes.remaining() == parts * Long.BYTES)
                    .map(ByteBuffer::asLongBuffer);
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }
}
