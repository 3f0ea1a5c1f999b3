package io.deliverysettings.testkit;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An issuer that a test makes up: it accepts the tokens that it was told of, and refuses every other for the reason that it was
 * given. For use by any number of threads; every stage is complete when it is returned.
 */
public final class InMemoryAccessTokenAdapter implements AccessTokenPort {

    private final Map<String, Identity> identities = new ConcurrentHashMap<>();
    private volatile Reason reason = Reason.SIGNATURE;
    private volatile boolean isAway;

    /** Accepts no token yet. */
    public InMemoryAccessTokenAdapter() {}

    /**
     * From now on a token is accepted.
     *
     * @param token the token
     * @param identity whom it was issued to
     */
    public void issue(Secret token, Identity identity) {
        identities.put(token.fingerprint(), identity);
    }

    /**
     * From now on other tokens are refused for this reason.
     *
     * @param why the reason
     */
    public void refuseOthersFor(Reason why) {
        reason = why;
    }

    /**
     * From now on nothing can be verified, or it can again.
     *
     * @param away whether the issuer is away
     */
    public void away(boolean away) {
        isAway = away;
    }

    @Override
    public CompletionStage<Answer> identify(Secret accessToken) {
        if (isAway) {
            return CompletableFuture.failedStage(new PortFault(PortFault.Kind.UNAVAILABLE, PortFault.Effect.NONE));
        }
        return CompletableFuture.completedStage(Optional.ofNullable(identities.get(accessToken.fingerprint()))
                .<Answer>map(Answer.Accepted::new)
                .orElseGet(() -> new Answer.Refused(reason)));
    }
}
