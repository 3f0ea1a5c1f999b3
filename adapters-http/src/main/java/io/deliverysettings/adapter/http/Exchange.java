package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What every route does the same way: who calls, which environment, and from a use case's stage to an answer. */
final class Exchange {

    private Exchange() {}

    /** Goes on when the request has no fault, with whoever sent it. */
    static void withCaller(RoutingContext context, List<Violation> faults, Consumer<Caller> use) {
        Optional<Caller> caller = CallerReader.caller(context);
        if (caller.isEmpty()) {
            FailureWriter.write(context, ApiError.withoutBearerToken());
        } else if (!faults.isEmpty()) {
            FailureWriter.write(context, ApiError.invalid(faults));
        } else {
            use.accept(caller.get());
        }
    }

    /** Goes on when neither the request nor its body has a fault, with whoever sent it and what the body says. */
    static <T> void withBody(
            RoutingContext context,
            List<Violation> faults,
            Function<ObjectNode, Parsed<T>> parser,
            BiConsumer<Caller, T> use) {
        Optional<T> wanted;
        try {
            Buffer body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
            wanted = parser.apply(JsonBody.parse(body)).collectInto(faults);
        } catch (MalformedBody malformed) {
            faults.add(new Violation(Code.INVALID_VALUE, "body", malformed.explanation()));
            FailureWriter.write(context, ApiError.malformed(faults));
            return;
        }
        withCaller(context, faults, caller -> use.accept(caller, wanted.orElseThrow()));
    }

    static <T> void answer(RoutingContext context, CompletionStage<T> stage, Function<T, Runnable> onResult) {
        answer(context, () -> stage, onResult, failure -> () -> FailureWriter.write(context, failure));
    }

    /** For where it is no reason to answer with a failure that a use case failed, or could not even be asked. */
    static <T> void answer(
            RoutingContext context,
            Supplier<CompletionStage<T>> asking,
            Function<T, Runnable> onResult,
            Function<Throwable, Runnable> onFailure) {
        Future.succeededFuture()
                .compose(ready ->
                        StageBridge.toFuture(asking.get(), context.vertx().getOrCreateContext()))
                .compose(
                        result -> Future.succeededFuture(onResult.apply(result)),
                        failure -> Future.succeededFuture(onFailure.apply(failure)))
                .map(answer -> {
                    answer.run();
                    return answer;
                })
                .onFailure(failure -> FailureWriter.write(context, failure));
    }

    static Runnable failure(RoutingContext context, ApiError error) {
        return () -> FailureWriter.write(context, error);
    }

    static Optional<EnvironmentId> environment(RoutingContext context, List<Violation> faults) {
        return EnvironmentId.parse(context.pathParam("envID"), "envID").collectInto(faults);
    }

    /** A switch in the query, off unless given. What is unclear is refused: taken for the other, it could do harm. */
    static boolean flag(RoutingContext context, String name, List<Violation> faults) {
        List<String> values = context.queryParam(name);
        if (values.isEmpty() || values.equals(List.of("false"))) {
            return false;
        }
        if (!values.equals(List.of("true"))) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    name,
                    name + " must be true or false, and given once.",
                    new OneOf(List.of("true", "false"))));
        }
        return true;
    }

    /** To be mounted after the routes of the methods that are allowed: OPTIONS tells them, any other method is refused. */
    static void refuseOtherMethods(Router router, String path, String allowed) {
        router.route(path).handler(context -> {
            context.response().putHeader("Allow", allowed);
            if (context.request().method().equals(HttpMethod.OPTIONS)) {
                SuccessWriter.writeEmpty(context);
            } else {
                FailureWriter.write(context, ApiError.of(ErrorTable.METHOD_NOT_ALLOWED));
            }
        });
    }
}
