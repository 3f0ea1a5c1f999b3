package io.deliverysettings.adapter.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Accepts every token, for a gateway that forwards them: whether one is genuine, and what it opens, is for PingOne to say. The
 * application is the one that the token claims, which anybody can write. It is fit for the log and the history of what PingOne
 * has let happen, and for no decision. Other claims are not told.
 *
 * <p>For use by any number of threads; every stage is complete when it is returned.
 */
public final class ForwardedTokensAdapter implements AccessTokenPort {

    /** An adapter; all of them are alike. */
    public ForwardedTokensAdapter() {}

    @Override
    public CompletionStage<Answer> identify(Secret accessToken) {
        return CompletableFuture.completedStage(new Answer.Accepted(Identity.of(client(accessToken.reveal()))));
    }

    private static Optional<ClientId> client(String text) {
        return Jwt.parse(text)
                .map(jwt -> jwt.claims().get("client_id"))
                .filter(JsonNode::isTextual)
                .flatMap(claim -> ClientId.ifSane(claim.textValue()));
    }
}
