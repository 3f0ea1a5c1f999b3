package io.deliverysettings.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which path is answered by what, and what answers when nothing else does. */
final class SandboxRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxRoutes.class);

    private static final Pattern MALFORMED_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private SandboxRoutes() {}

    /** What answers every request. */
    static Handler<HttpServerRequest> handler(
            Vertx vertx,
            SandboxOptions options,
            InstantSource clock,
            ReceivedCalls calls,
            CallCounters counters,
            SettingsStore store,
            SettingsMemory memory) {
        TokenIssuer issuer = new TokenIssuer(vertx, options.tokenLifetime(), clock);
        SettingsEndpoint settings =
                new SettingsEndpoint(vertx, options, new Access(issuer), calls, counters, store, memory);
        Router router = router(vertx, settings, new TokenEndpoint(issuer, counters), new JwksEndpoint(issuer));
        return request -> {
            CorrelationIds.assign(request);
            // The router would throw, log and answer 500.
            if (MALFORMED_ESCAPE.matcher(request.uri()).find()) {
                Answer.malformed().send(request);
            } else {
                router.handle(request);
            }
        };
    }

    private static Router router(Vertx vertx, SettingsEndpoint settings, TokenEndpoint tokens, JwksEndpoint keys) {
        Router router = Router.router(vertx);
        router.route(SettingsEndpoint.PATH).handler(settings);
        router.route(TokenEndpoint.PATH).handler(tokens);
        router.route(JwksEndpoint.PATH).handler(keys);
        router.route().handler(context -> Answer.notFound().send(context.request()));
        router.route().failureHandler(SandboxRoutes::fail);
        return router;
    }

    /** Answers what is not even HTTP, and gives the connection up: what follows cannot be told apart. */
    static void refuseInvalid(HttpServerRequest request) {
        CorrelationIds.assign(request);
        Answer.malformed().send(request);
        request.connection().shutdown();
    }

    private static void fail(RoutingContext context) {
        int status = context.statusCode();
        if (status >= 400 && status < 500) {
            Answer.malformed(status).send(context.request());
        } else if (!context.response().closed()) {
            LOG.error("The sandbox failed", context.failure());
            Answer.unexpected().send(context.request());
        }
    }
}
