package io.deliverysettings.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/** The token endpoint of an environment, for client credentials. */
final class TokenEndpoint implements Handler<RoutingContext> {

    static final String PATH = "/:environmentId/as/token";

    private final TokenIssuer issuer;
    private final CallCounters counters;

    TokenEndpoint(TokenIssuer issuer, CallCounters counters) {
        this.issuer = issuer;
        this.counters = counters;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<EnvironmentId> environment = EnvironmentId.parse(context.pathParam("environmentId"));
        if (environment.isEmpty()) {
            Answer.notFound().send(request);
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            Answer.methodNotAllowed("POST").send(request);
            return;
        }
        counters.countTokenCall();
        answer(request, environment.get())
                .onSuccess(answer -> answer.send(request))
                .onFailure(context::fail);
    }

    private Future<Answer> answer(HttpServerRequest request, EnvironmentId environment) {
        String contentType = request.getHeader("Content-Type");
        if (contentType == null || !Json.mediaType(contentType).equals(Form.MEDIA_TYPE)) {
            return Future.succeededFuture(error(400, "invalid_request", "The body must be a form."));
        }
        return RequestBody.read(request)
                .compose(body -> answer(request, environment, body))
                .recover(fault -> fault instanceof RequestBody.TooLarge
                        ? Future.succeededFuture(Answer.malformed(413))
                        : Future.failedFuture(fault));
    }

    private Future<Answer> answer(HttpServerRequest request, EnvironmentId environment, byte[] body) {
        Map<String, String> form;
        try {
            form = Form.parse(body);
        } catch (IllegalArgumentException malformed) {
            return Future.succeededFuture(error(400, "invalid_request", "The form is malformed."));
        }
        String grantType = form.getOrDefault("grant_type", "");
        if (grantType.isEmpty()) {
            return Future.succeededFuture(error(400, "invalid_request", "grant_type is required."));
        }
        if (!grantType.equals("client_credentials")) {
            return Future.succeededFuture(
                    error(400, "unsupported_grant_type", "Only client_credentials is supported."));
        }
        return ClientAuthentication.clientId(request, form)
                .map(clientId -> token(request, environment, clientId))
                .orElseGet(() -> Future.succeededFuture(error(401, "invalid_client", "Client credentials are required.")
                        .withHeader("WWW-Authenticate", "Basic realm=\"sandbox\"")));
    }

    private Future<Answer> token(HttpServerRequest request, EnvironmentId environment, String clientId) {
        return issuer.issue(clientId, environment, BaseUrl.asAddressed(request))
                .map(token -> Answer.of(
                                200,
                                Json.object()
                                        .put("access_token", token)
                                        .put("token_type", "Bearer")
                                        .put("expires_in", issuer.lifetime().toSeconds()))
                        .withHeader("Cache-Control", "no-store"));
    }

    private static Answer error(int status, String code, String description) {
        return Answer.of(status, Json.object().put("error", code).put("error_description", description));
    }
}
