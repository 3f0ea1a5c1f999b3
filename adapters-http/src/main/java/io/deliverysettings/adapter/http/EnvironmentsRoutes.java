package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The route of the environments that the gateway knows. The gateway's own: PingOne's lists all, whatever is set in them. */
final class EnvironmentsRoutes {

    private final ListEnvironmentsUseCase listEnvironments;
    private final boolean trustsForwarded;
    private final SecureRandom random = new SecureRandom();

    EnvironmentsRoutes(ListEnvironmentsUseCase listEnvironments, boolean trustsForwarded) {
        this.listEnvironments = listEnvironments;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mount(Links.ENVIRONMENTS_ROUTE, Endpoint.get(Permission.READ, this::get));
    }

    private void get(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        PageQuery<EnvironmentId> page = new PageQuery<>(
                PageQuery.limit(context, ListEnvironmentsUseCase.MOST_ENVIRONMENTS, faults),
                PageQuery.start(context, "the environments", EnvironmentsCursor::parse, faults));
        Exchange.withoutFaults(
                context,
                faults,
                () -> Exchange.answer(
                        context,
                        listEnvironments.list(new ListEnvironmentsUseCase.Query(
                                permitted.caller(), permitted.access(), page.start(), page.mostElements())),
                        listed -> () -> SuccessWriter.write(
                                context,
                                200,
                                EnvironmentsDocument.of(
                                        listed, page, next(listed), Links.of(context.request(), trustsForwarded)))));
    }

    private Optional<EnvironmentId> next(ListEnvironmentsUseCase.Page listed) {
        return listed.next().map(gap -> EnvironmentsCursor.within(gap, random));
    }
}
