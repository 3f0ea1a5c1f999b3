package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of a history begins. It holds the environment too, so that a cursor is not taken to mean something in another
 * history.
 */
final class HistoryCursor {

    private static final int PARTS = 3;

    private HistoryCursor() {}

    static String of(EnvironmentId environment, Revision before) {
        UUID id = environment.value();
        return OpaqueCursor.of(id.getMostSignificantBits(), id.getLeastSignificantBits(), before.number());
    }

    /** Empty when the text is no cursor of this environment. */
    static Optional<Revision> parse(String text, EnvironmentId environment) {
        return OpaqueCursor.parse(text, PARTS)
                .filter(parts -> new UUID(parts.get(), parts.get()).equals(environment.value()))
                .flatMap(parts ->
                        Revision.parse(String.valueOf(parts.get()), "cursor").toOptional());
    }
}
