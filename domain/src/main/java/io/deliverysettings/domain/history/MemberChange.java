package io.deliverysettings.domain.history;

import java.util.Objects;
import java.util.Optional;

/**
 * One member of the settings that changed. Never a secret: of those, {@link SecretChanges} tells.
 *
 * @param member such as {@code appId} or {@code numbers[205000000000001].qualityRating}; never empty
 * @param before its value before; empty when it had none
 * @param after its value after; empty when it has none
 */
public record MemberChange(String member, Optional<String> before, Optional<String> after) {
    /** Refuses {@code null} and an empty name. */
    public MemberChange {
        if (member.isEmpty()) {
            throw new IllegalArgumentException("a member without a name");
        }
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}
