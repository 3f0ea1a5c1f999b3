package io.deliverysettings.application.service;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Accepted;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Refused;
import io.deliverysettings.application.port.out.AuditPort.Denial;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.domain.access.Access;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

final class AuthorizeCallerService implements AuthorizeCallerUseCase {

    private final AccessTokenPort tokens;
    private final AccessRulesPort rules;
    private final AuditTrail audit;

    AuthorizeCallerService(AccessTokenPort tokens, AccessRulesPort rules, AuditTrail audit) {
        this.tokens = tokens;
        this.rules = rules;
        this.audit = audit;
    }

    @Override
    public CompletionStage<Result> authorize(Query query) {
        return query.accessToken()
                .map(token -> tokens.identify(token)
                        .thenCompose(answer -> answer instanceof Accepted accepted
                                ? identified(query, token, accepted.identity())
                                : refused(query, ((Refused) answer).reason())))
                .orElseGet(() -> denied(query, Denial.NO_TOKEN, new Result.NotAuthenticated(Result.Reason.NO_TOKEN)));
    }

    private CompletionStage<Result> identified(Query query, Secret token, Identity identity) {
        return rules.rules().thenCompose(inForce -> {
            Access access = inForce.of(identity);
            return allows(access, query.need())
                    ? CompletableFuture.completedStage(new Result.Permitted(caller(query, token, identity), access))
                    : tell(query, identity.client(), Denial.NOT_PERMITTED).thenApply(told -> new Result.Forbidden());
        });
    }

    private static boolean allows(Access access, Need need) {
        return need.anyOf().stream()
                .anyMatch(permission -> need.environment()
                        .map(environment -> access.allows(permission, environment))
                        .orElseGet(() -> access.allowsSomewhere(permission)));
    }

    private static Caller caller(Query query, Secret token, Identity identity) {
        return new Caller(
                token,
                identity.client(),
                query.origin().correlationId(),
                query.origin().transactionId(),
                query.origin().sessionId());
    }

    private CompletionStage<Result> refused(Query query, AccessTokenPort.Reason reason) {
        return denied(
                query,
                denial(reason),
                new Result.NotAuthenticated(
                        reason == AccessTokenPort.Reason.EXPIRED
                                ? Result.Reason.TOKEN_EXPIRED
                                : Result.Reason.TOKEN_REFUSED));
    }

    private CompletionStage<Result> denied(Query query, Denial reason, Result result) {
        return tell(query, Optional.empty(), reason).thenApply(told -> result);
    }

    private CompletionStage<Void> tell(Query query, Optional<ClientId> client, Denial reason) {
        return audit.denied(at -> new Event.Denied(
                at,
                query.origin().correlationId(),
                query.origin().address(),
                client,
                reason,
                query.need().anyOf(),
                query.need().environment()));
    }

    private static Denial denial(AccessTokenPort.Reason reason) {
        return switch (reason) {
            case UNREADABLE -> Denial.TOKEN_UNREADABLE;
            case ALGORITHM -> Denial.TOKEN_ALGORITHM;
            case ISSUER -> Denial.TOKEN_ISSUER;
            case UNKNOWN_KEY -> Denial.TOKEN_UNKNOWN_KEY;
            case SIGNATURE -> Denial.TOKEN_SIGNATURE;
            case AUDIENCE -> Denial.TOKEN_AUDIENCE;
            case EXPIRED -> Denial.TOKEN_EXPIRED;
            case NOT_YET_VALID -> Denial.TOKEN_NOT_YET_VALID;
        };
    }
}
