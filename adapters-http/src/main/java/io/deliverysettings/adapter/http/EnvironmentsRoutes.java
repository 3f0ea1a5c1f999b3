package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ListEnvironmentsUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/** The route of the environments that the gateway knows. The gateway's own: PingOne's lists all, whatever is set in them. */
final class EnvironmentsRoutes {

    private static final String ALLOWED = "GET, HEAD, OPTIONS";

    private final ListEnvironmentsUseCase listEnvironments;
    private final boolean trustsForwarded;

    EnvironmentsRoutes(ListEnvironmentsUseCase listEnvironments, boolean trustsForwarded) {
        this.listEnvironments = listEnvironments;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Router router) {
        String path = Links.ENVIRONMENTS_ROUTE;
        router.get(path).handler(this::get);
        router.head(path).handler(this::get);
        Exchange.refuseOtherMethods(router, path, ALLOWED);
    }

    private void get(RoutingContext context) {
        List<Violation> faults = new ArrayList<>();
        PageQuery<EnvironmentId> page = new PageQuery<>(
                PageQuery.limit(context, ListEnvironmentsUseCase.MOST_ENVIRONMENTS, faults),
                PageQuery.start(context, "the environments", EnvironmentsCursor::parse, faults));
        Exchange.withCaller(
                context,
                faults,
                caller -> Exchange.answer(
                        context,
                        listEnvironments.list(
                                new ListEnvironmentsUseCase.Query(caller, page.start(), page.mostElements())),
                        listed -> () -> SuccessWriter.write(
                                context,
                                200,
                                EnvironmentsDocument.of(listed, page, Links.of(context.request(), trustsForwarded)))));
    }
}
