package io.deliverysettings.adapter.http;

import io.deliverysettings.application.operation.Progress;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ReadOperationUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Action;
import io.deliverysettings.domain.history.OperationId;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The route of a change that was accepted to be made later. The gateway's own: PingOne lets its callers wait. */
final class OperationRoutes {

    /** Whoever may make a change may follow it. */
    private static final Set<Permission> FOLLOWING =
            Set.of(Permission.OPERATE, Permission.WRITE, Permission.SELECT_NUMBER);

    /** Meta is asked by way of PingOne, which takes seconds to minutes. */
    private static final int SECONDS_TO_NEXT_LOOK = 5;

    private static final int SECONDS_TO_LAST_LOOK = 1;

    private final ReadOperationUseCase readOperation;
    private final boolean trustsForwarded;

    OperationRoutes(ReadOperationUseCase readOperation, boolean trustsForwarded) {
        this.readOperation = readOperation;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mount(Links.OPERATION_ROUTE, Endpoint.get(FOLLOWING, this::get));
    }

    /** Answers with how an operation is. */
    static void write(RoutingContext context, int status, ReadOperationUseCase.Result.Found found, Links links) {
        write(
                context,
                status,
                found.result().isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                found.progress() == Progress.CONFIRMING ? SECONDS_TO_LAST_LOOK : SECONDS_TO_NEXT_LOOK),
                OperationDocument.of(found, links));
    }

    /** Answers with an operation of which nothing is known but that it was accepted. */
    static void writeUnseen(
            RoutingContext context, OperationId id, EnvironmentId environment, Action action, Links links) {
        write(
                context,
                202,
                Optional.of(SECONDS_TO_NEXT_LOOK),
                OperationDocument.ofUnseen(id, environment, action, CallerReader.correlationId(context), links));
    }

    private static void write(RoutingContext context, int status, Optional<Integer> retryAfter, Buffer document) {
        context.response().putHeader("Cache-Control", "no-store");
        retryAfter.ifPresent(seconds -> context.response().putHeader("Retry-After", String.valueOf(seconds)));
        SuccessWriter.write(context, status, document);
    }

    private void get(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        Optional<OperationId> id = OperationId.parse(context.pathParam("operationId"), "operationId")
                .collectInto(faults);
        Exchange.withoutFaults(context, faults, () -> {
            Preferences.vary(context.response());
            Preferences preferences = Preferences.of(context.request());
            Exchange.answer(
                    context,
                    readOperation.read(new ReadOperationUseCase.Query(
                            permitted.caller(), environment.orElseThrow(), id.orElseThrow(), preferences.patience())),
                    result -> result.fold(
                            found -> () -> {
                                preferences.tellWaited(context.response());
                                write(context, 200, found, Links.of(context.request(), trustsForwarded));
                            },
                            unknown -> Exchange.failure(context, ApiError.operationUnknown()),
                            refused -> Exchange.failure(context, ApiError.of(refused.refusal()))));
        });
    }
}
