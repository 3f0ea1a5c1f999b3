package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Need;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Query;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a request go on when whoever sent it may do what it is about, before anything else of it is looked at.
 *
 * <p>Meanwhile the request is paused: Vert.x drops what arrives while nobody reads. Whatever comes next has to read the body, or
 * to resume the request.
 */
final class Authorization implements SecurityPolicyHandler {

    private static final String PERMITTED = Authorization.class.getName();

    private final AuthorizeCallerUseCase authorizeCaller;
    private final Set<Permission> anyOf;
    private final boolean trustsForwarded;

    Authorization(AuthorizeCallerUseCase authorizeCaller, Set<Permission> anyOf, boolean trustsForwarded) {
        this.authorizeCaller = authorizeCaller;
        this.anyOf = anyOf;
        this.trustsForwarded = trustsForwarded;
    }

    /** Who may go on; only behind an authorization. */
    static Permitted permitted(RoutingContext context) {
        return find(context).orElseThrow(() -> new IllegalStateException("nobody was asked who calls"));
    }

    /** Who may go on; empty when nobody may, or when it is not known yet. */
    static Optional<Permitted> find(RoutingContext context) {
        return Optional.ofNullable(context.get(PERMITTED));
    }

    @Override
    public void handle(RoutingContext context) {
        context.request().pause();
        UnreadBody.dropAtEndOf(context);
        Exchange.answer(
                context,
                () -> authorizeCaller.authorize(query(context)),
                result -> result.fold(
                        permitted -> () -> goOn(context, permitted),
                        unknown -> Exchange.failure(context, ApiError.of(Denial.of(unknown.reason()))),
                        forbidden -> Exchange.failure(context, ApiError.of(Denial.forbidden(anyOf)))),
                failure -> () -> FailureWriter.write(context, failure));
    }

    /** An id that is none is of no environment; that it is none is told to whoever has the permission somewhere. */
    private Query query(RoutingContext context) {
        Optional<EnvironmentId> environment = Optional.ofNullable(context.pathParam(Exchange.ENVIRONMENT))
                .flatMap(text -> EnvironmentId.parse(text, Exchange.ENVIRONMENT).toOptional());
        return new Query(
                CallerReader.accessToken(context.request()),
                new Need(anyOf, environment),
                CallerReader.origin(context, trustsForwarded));
    }

    private static void goOn(RoutingContext context, Permitted permitted) {
        HttpServerResponse response = context.response();
        // Whoever has left meanwhile would not learn what came of it.
        if (!response.closed() && !response.ended()) {
            context.put(PERMITTED, permitted);
            context.next();
        }
    }
}
