package io.deliverysettings.domain.access;

import io.deliverysettings.domain.caller.ClientId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a token was issued to, as the token says.
 *
 * @param client the application; empty when the token names none in a sane way
 * @param claims the other claims that have values to compare with, by name: a text is a set of one, a list of texts the set of
 *     them; numbers and truth values are texts as JSON writes them; anything else is left out
 */
public record Identity(Optional<ClientId> client, Map<String, Set<String>> claims) {

    /** Copies the claims. */
    public Identity {
        Objects.requireNonNull(client, "client");
        claims = claims.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, claim -> Set.copyOf(claim.getValue())));
    }

    /**
     * One of which nothing but the application is known.
     *
     * @param client the application; empty when that is not known either
     * @return an identity without claims
     */
    public static Identity of(Optional<ClientId> client) {
        return new Identity(client, Map.of());
    }
}
