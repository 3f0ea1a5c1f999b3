package io.deliverysettings.adapter.identity;

import io.deliverysettings.adapter.identity.VerifiedTokens.Verified;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.fault.PortFault.Kind;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.domain.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts JWTs that an issuer has signed, by RS256 or ES256, with one of the keys that it publishes, that are meant for this
 * gateway, and whose time it is (RFC 7519, RFC 8725, RFC 9068). Of a token's header only the algorithm, the type and the name of
 * the key are looked at; keys and addresses of keys that it brings along are not.
 *
 * <p>What can be refused without the issuer's keys is refused before they are fetched. What a token says is believed once its
 * signature is good, so that {@link AccessTokenPort.Reason#EXPIRED} is only said of tokens that were good once. The token's
 * environment, {@code env}, is the one of the application, and is compared with nothing.
 *
 * <p>A key that an issuer has withdrawn is accepted for 5 minutes more at the most, and for an hour while the issuer cannot be
 * reached. For use by any number of threads and event loops; signatures are checked on threads of its own.
 */
public final class JwtTokensAdapter implements AccessTokenPort {

    static final int MOST_REMEMBERED = 10_000;

    /** Each takes a thread for less than a millisecond: so many are a delay that nobody waits longer than. */
    static final int MOST_VERIFYING = 1000;

    private static final CompletionStage<Answer> UNREADABLE =
            CompletableFuture.completedStage(new Answer.Refused(Reason.UNREADABLE));

    private final Vertx vertx;
    private final JwtTokensOptions options;
    private final Clock clock;
    private final WorkerExecutor threads;
    private final List<JwksEndpoint> endpoints = new ArrayList<>();
    private final Map<String, IssuerKeys> keysByIssuer = new HashMap<>();
    private final VerifiedTokens verified = new VerifiedTokens(MOST_REMEMBERED);
    private final AtomicInteger verifying = new AtomicInteger();

    /**
     * Opens nothing yet: keys are fetched when the first token comes.
     *
     * @param vertx whose event loops to use
     * @param options which tokens are accepted
     * @param clock what the times of tokens are compared to
     */
    public JwtTokensAdapter(Vertx vertx, JwtTokensOptions options, Clock clock) {
        this.vertx = vertx;
        this.options = options;
        this.clock = clock;
        this.threads = vertx.createSharedWorkerExecutor(
                "token-signatures", Math.max(2, Runtime.getRuntime().availableProcessors()));
        for (URI issuer : options.issuers()) {
            JwksEndpoint endpoint = new JwksEndpoint(vertx, issuer, options);
            endpoints.add(endpoint);
            keysByIssuer.put(
                    issuer.toString(),
                    new IssuerKeys(
                            issuer.toString(),
                            () -> endpoint.fetch()
                                    .compose(body ->
                                            threads.executeBlocking(() -> KeySet.parse(body.getBytes()), false)),
                            clock));
        }
    }

    @Override
    public CompletionStage<Answer> identify(Secret accessToken) {
        // Before its digest is made: it may be of any length.
        if (accessToken.reveal().length() > Jwt.MOST_CHARACTERS) {
            return UNREADABLE;
        }
        String fingerprint = accessToken.fingerprint();
        return verified.find(fingerprint)
                .filter(this::isStillTheIssuersKey)
                .map(known -> CompletableFuture.completedStage(judged(fingerprint, known)))
                .orElseGet(() -> StageBridge.onContext(vertx, () -> verify(accessToken, fingerprint)));
    }

    /**
     * Ends the fetches that are under way; tokens that wait for them fail. Closing twice does nothing more.
     *
     * @return completes at once
     */
    public CompletionStage<Void> close() {
        return StageBridge.onContext(vertx, () -> {
            endpoints.forEach(JwksEndpoint::close);
            threads.close();
            return Future.succeededFuture();
        });
    }

    private boolean isStillTheIssuersKey(Verified known) {
        return keysOf(known.statements())
                .flatMap(keys -> keys.findNow(known.key().name()))
                .filter(known.key()::sameAs)
                .isPresent();
    }

    private Future<Answer> verify(Secret accessToken, String fingerprint) {
        Jwt jwt;
        TokenStatements statements;
        IssuerKeys keys;
        try {
            jwt = Jwt.parse(accessToken.reveal()).orElseThrow(() -> new TokenRefusal(Reason.UNREADABLE));
            statements = TokenStatements.of(jwt);
            keys = keysOf(statements).orElseThrow(() -> new TokenRefusal(Reason.ISSUER));
        } catch (TokenRefusal refusal) {
            return Future.succeededFuture(new Answer.Refused(refusal.reason()));
        }
        return keys.find(statements.key())
                .compose(found -> found.isPresent()
                        ? checked(jwt, new Verified(statements, found.get()), fingerprint)
                        : Future.succeededFuture(new Answer.Refused(Reason.UNKNOWN_KEY)));
    }

    private Future<Answer> checked(Jwt jwt, Verified claimed, String fingerprint) {
        if (verifying.incrementAndGet() > MOST_VERIFYING) {
            verifying.decrementAndGet();
            return Future.failedFuture(new PortFault(Kind.UNAVAILABLE, Effect.NONE));
        }
        return threads.executeBlocking(() -> claimed.key().hasSigned(jwt), false)
                .onComplete(done -> verifying.decrementAndGet())
                .map(isGood -> {
                    if (!isGood) {
                        return new Answer.Refused(Reason.SIGNATURE);
                    }
                    verified.remember(fingerprint, claimed);
                    return judged(fingerprint, claimed);
                });
    }

    /** What comes of a good signature. Whatever is not accepted now and may never be is not worth remembering. */
    private Answer judged(String fingerprint, Verified known) {
        TokenStatements statements = known.statements();
        Optional<Reason> complaint = statements.complaint(options.audiences(), options.leeway(), clock.instant());
        if (complaint.isPresent()) {
            verified.forget(fingerprint);
            return new Answer.Refused(complaint.get());
        }
        return new Answer.Accepted(statements.identity());
    }

    private Optional<IssuerKeys> keysOf(TokenStatements statements) {
        return Optional.ofNullable(keysByIssuer.get(statements.issuer()));
    }
}
