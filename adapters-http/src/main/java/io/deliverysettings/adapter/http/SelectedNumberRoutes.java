package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The route that switches the number that is sent from. The gateway's own: PingOne wants the secrets for that. */
final class SelectedNumberRoutes {

    private final ChangeRequests changes;
    private final SelectedNumberParser parser;

    SelectedNumberRoutes(ChangeRequests changes, WireValidator validator) {
        this.changes = changes;
        this.parser = new SelectedNumberParser(validator);
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mount(Links.SELECTED_NUMBER_ROUTE, Endpoint.putJson(Permission.SELECT_NUMBER, this::put));
    }

    private void put(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        boolean refresh = Exchange.flag(context, "refresh", faults);
        Precondition precondition = Conditions.ofChange(context.request(), faults);
        Exchange.withBody(
                context,
                faults,
                parser::parse,
                wanted -> changes.answer(
                        context,
                        new AcceptChangeUseCase.Command(
                                permitted.caller(),
                                environment.orElseThrow(),
                                new AcceptChangeUseCase.Change.SelectNumber(wanted, refresh),
                                precondition)));
    }
}
