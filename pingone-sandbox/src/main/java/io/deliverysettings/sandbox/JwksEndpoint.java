package io.deliverysettings.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** The public keys of an environment's tokens. All environments of the sandbox share one key. */
final class JwksEndpoint implements Handler<RoutingContext> {

    static final String PATH = "/:environmentId/as/jwks";

    private final TokenIssuer issuer;

    JwksEndpoint(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String method = request.method().name();
        if (EnvironmentId.parse(context.pathParam("environmentId")).isEmpty()) {
            Answer.notFound().send(request);
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            Answer.methodNotAllowed("GET, HEAD").send(request);
        } else {
            issuer.jwks().onSuccess(jwks -> Answer.of(200, jwks).send(request)).onFailure(context::fail);
        }
    }
}
