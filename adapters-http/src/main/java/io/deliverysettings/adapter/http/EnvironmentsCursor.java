package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.Optional;
import java.util.UUID;

/** After which environment a page of the environments begins. */
final class EnvironmentsCursor {

    private static final int PARTS = 2;

    private EnvironmentsCursor() {}

    static String of(EnvironmentId after) {
        UUID id = after.value();
        return OpaqueCursor.of(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Empty when the text is no cursor of environments. */
    static Optional<EnvironmentId> parse(String text) {
        return OpaqueCursor.parse(text, PARTS).map(parts -> new EnvironmentId(new UUID(parts.get(), parts.get())));
    }
}
