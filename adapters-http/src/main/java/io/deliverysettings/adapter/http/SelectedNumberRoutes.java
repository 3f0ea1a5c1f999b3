package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The route that switches the number that is sent from. The gateway's own: PingOne wants the secrets for that. */
final class SelectedNumberRoutes {

    private static final String ALLOWED = "OPTIONS, PUT";

    private final ChangeRequests changes;
    private final SelectedNumberParser parser;

    SelectedNumberRoutes(ChangeRequests changes, WireValidator validator) {
        this.changes = changes;
        this.parser = new SelectedNumberParser(validator);
    }

    void mountOn(Router router) {
        String path = Links.SELECTED_NUMBER_ROUTE;
        BodyRoutes.putJson(router, path, this::put);
        Exchange.refuseOtherMethods(router, path, ALLOWED);
    }

    private void put(RoutingContext context) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        boolean refresh = Exchange.flag(context, "refresh", faults);
        Precondition precondition = Conditions.ofChange(context.request(), faults);
        Exchange.withBody(
                context,
                faults,
                parser::parse,
                (caller, wanted) -> changes.answer(
                        context,
                        new AcceptChangeUseCase.Command(
                                caller,
                                environment.orElseThrow(),
                                new AcceptChangeUseCase.Change.SelectNumber(wanted, refresh),
                                precondition)));
    }
}
