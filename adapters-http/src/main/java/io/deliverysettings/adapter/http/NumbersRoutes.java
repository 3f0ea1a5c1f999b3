package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ListNumbersUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The route of the account's numbers with the verdict on each. The gateway's own: PingOne has no such resource. */
final class NumbersRoutes {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private final ListNumbersUseCase listNumbers;
    private final boolean trustsForwarded;

    NumbersRoutes(ListNumbersUseCase listNumbers, boolean trustsForwarded) {
        this.listNumbers = listNumbers;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Router router) {
        String path = Links.NUMBERS_ROUTE;
        router.get(path).handler(this::get);
        router.head(path).handler(this::get);
        Exchange.refuseOtherMethods(router, path, ALLOWED);
    }

    private void get(RoutingContext context) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        Exchange.withCaller(context, faults, caller -> {
            EnvironmentId asked = environment.orElseThrow();
            Exchange.answer(
                    context,
                    listNumbers.list(new ListNumbersUseCase.Query(caller, asked)),
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
