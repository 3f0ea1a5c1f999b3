package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one place where paths are mounted, so that none but files of the program is reached without the permission that it takes. */
final class Endpoints {

    private static final String ROUTE = Endpoints.class.getName();
    private static final List<HttpMethod> READING = List.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

    private final Router router;
    private final AuthorizeCallerUseCase authorizeCaller;
    private final boolean trustsForwarded;
    private final int mostBodyBytes;
    private final HttpApiAdapter.Traces traces;

    Endpoints(
            Router router,
            AuthorizeCallerUseCase authorizeCaller,
            boolean trustsForwarded,
            int mostBodyBytes,
            HttpApiAdapter.Traces traces) {
        this.router = router;
        this.authorizeCaller = authorizeCaller;
        this.trustsForwarded = trustsForwarded;
        this.mostBodyBytes = mostBodyBytes;
        this.traces = traces;
    }

    /**
     * Which path a request was for, for those who watch over many requests: with the names of parameters in braces and not their
     * values. Empty when it was for none.
     */
    static Optional<String> route(RoutingContext context) {
        return Optional.ofNullable(context.get(ROUTE));
    }

    /** Mounts all that a path offers. OPTIONS tells it, and any other method is refused: both say nothing of what there is. */
    void mount(String path, Endpoint... endpoints) {
        String allowed = Stream.concat(
                        Arrays.stream(endpoints).flatMap(endpoint -> endpoint.methods().stream()),
                        Stream.of(HttpMethod.OPTIONS))
                .map(HttpMethod::name)
                .sorted()
                .collect(Collectors.joining(", "));
        PlatformHandler naming = naming(path);
        for (Endpoint endpoint : endpoints) {
            endpoint.methods().forEach(method -> mount(path, method, naming, endpoint));
        }
        router.route(path).handler(naming).handler(context -> refuse(context, allowed));
    }

    /** Mounts a file that everybody may read, since it is a part of the program and says nothing of what it is used for. */
    void mountFile(String path, PublicFile file) {
        mountReading(path, file::answer);
    }

    /** The same for a file that has to be made first, which may take its time. */
    void mountMadeFile(String path, Callable<PublicFile> making) {
        mountReading(
                path,
                context -> context.vertx()
                        .executeBlocking(making)
                        .onSuccess(file -> {
                            if (!context.response().closed()) {
                                file.answer(context);
                            }
                        })
                        .onFailure(context::fail));
    }

    private void mountReading(String path, Handler<RoutingContext> answering) {
        PlatformHandler naming = naming(path);
        for (HttpMethod method : READING) {
            Route route = router.route(method, path).handler(naming);
            BodyHandlers.mount(route, BodyHandlers.Content.DROPPED, mostBodyBytes);
            route.handler(answering);
        }
        router.route(path).handler(naming).handler(context -> refuse(context, "GET, HEAD, OPTIONS"));
    }

    private PlatformHandler naming(String path) {
        String shown = PARAMETER.matcher(path).replaceAll("{$1}");
        return context -> {
            context.put(ROUTE, shown);
            traces.routed(context.request().method().name(), shown, environment(context));
            context.next();
        };
    }

    /** What is no id may be anything that was put at the wrong place. */
    private static Optional<String> environment(RoutingContext context) {
        return Optional.ofNullable(context.pathParam(Exchange.ENVIRONMENT))
                .flatMap(text -> EnvironmentId.parse(text, Exchange.ENVIRONMENT).collectInto(new ArrayList<>()))
                .map(EnvironmentId::toString);
    }

    /**
     * One route for all of it, since Vert.x matches the path anew for each. Within a route it wants handlers in the order of their
     * kinds: what is there for every request, what decides whether one may go on, its body handler, and any other.
     */
    private void mount(String path, HttpMethod method, PlatformHandler naming, Endpoint endpoint) {
        Route route = router.route(method, path)
                .handler(naming)
                .handler(new Authorization(authorizeCaller, endpoint.anyOf(), trustsForwarded));
        BodyHandlers.mount(route, endpoint.content(), mostBodyBytes);
        route.handler(context -> endpoint.answering().answer(context, Authorization.permitted(context)));
    }

    private static void refuse(RoutingContext context, String allowed) {
        context.response().putHeader("Allow", allowed);
        if (context.request().method().equals(HttpMethod.OPTIONS)) {
            SuccessWriter.writeEmpty(context);
        } else {
            FailureWriter.write(context, ApiError.of(ErrorTable.METHOD_NOT_ALLOWED));
        }
    }
}
