package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The route of the account's numbers with the verdict on each. The gateway's own: PingOne has no such resource. */
final class NumbersRoutes {

    private final ListNumbersUseCase listNumbers;
    private final boolean trustsForwarded;

    NumbersRoutes(ListNumbersUseCase listNumbers, boolean trustsForwarded) {
        this.listNumbers = listNumbers;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mount(Links.NUMBERS_ROUTE, Endpoint.get(Permission.READ, this::get));
    }

    private void get(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        Exchange.withoutFaults(context, faults, () -> {
            EnvironmentId asked = environment.orElseThrow();
            Exchange.answer(
                    context,
                    listNumbers.list(new ListNumbersUseCase.Query(permitted.caller(), asked)),
                    result -> result.fold(
                            listed -> () -> SuccessWriter.write(
                                    context,
                                    200,
                                    NumbersDocument.of(
                                            listed.verdicts(), Links.of(context.request(), trustsForwarded), asked)),
                            refused -> Exchange.failure(context, ApiError.of(refused.refusal()))));
        });
    }
}
