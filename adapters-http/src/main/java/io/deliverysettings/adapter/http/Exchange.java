package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** What every route does the same way: which environment, what is at fault, and from a use case's stage to an answer. */
final class Exchange {

    /** The parameter of a path that says which environment is meant. */
    static final String ENVIRONMENT = "envID";

    private Exchange() {}

    /** Goes on when the request has no fault. */
    static void withoutFaults(RoutingContext context, List<Violation> faults, Runnable use) {
        if (faults.isEmpty()) {
            use.run();
        } else {
            FailureWriter.write(context, ApiError.invalid(faults));
        }
    }

    /** Goes on when neither the request nor its body has a fault, with what the body says. */
    static <T> void withBody(
            RoutingContext context, List<Violation> faults, Function<ObjectNode, Parsed<T>> parser, Consumer<T> use) {
        Optional<T> wanted;
        try {
            Buffer body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
            wanted = parser.apply(JsonBody.parse(body)).collectInto(faults);
        } catch (MalformedBody malformed) {
            faults.add(new Violation(Code.INVALID_VALUE, "body", malformed.explanation()));
            FailureWriter.write(context, ApiError.malformed(faults));
            return;
        }
        withoutFaults(context, faults, () -> use.accept(wanted.orElseThrow()));
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
        Passage.asked(context);
        Future.succeededFuture()
                .compose(ready ->
                        StageBridge.toFuture(asking.get(), context.vertx().getOrCreateContext()))
                .onComplete(told -> Passage.told(context))
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
        return EnvironmentId.parse(context.pathParam(ENVIRONMENT), ENVIRONMENT).collectInto(faults);
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
}
