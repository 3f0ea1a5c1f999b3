package io.deliverysettings.domain.caller;

import io.deliverysettings.domain.secret.Secret;
import java.util.Objects;
import java.util.Optional;

/**
 * On whose behalf something is done.
 *
 * @param accessToken the bearer token that the caller showed
 * @param client the application that the token names; empty when it names none. It is verified unless all the gateway does with
 *     tokens is to forward them
 * @param correlationId ties the request to logs and answers
 * @param transactionId the caller's own transaction, for PingOne's audit log
 * @param sessionId the caller's own session, for PingOne's audit log
 */
public record Caller(
        Secret accessToken,
        Optional<ClientId> client,
        CorrelationId correlationId,
        Optional<ExternalId> transactionId,
        Optional<ExternalId> sessionId) {

    /** Refuses {@code null}. */
    public Caller {
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(sessionId, "sessionId");
    }
}
