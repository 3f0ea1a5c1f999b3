package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The routes of what was done to the settings, and of doing it again. */
final class HistoryRoutes {

    private final ListHistoryUseCase listHistory;
    private final ChangeRequests changes;
    private final boolean trustsForwarded;

    HistoryRoutes(ListHistoryUseCase listHistory, ChangeRequests changes, boolean trustsForwarded) {
        this.listHistory = listHistory;
        this.changes = changes;
        this.trustsForwarded = trustsForwarded;
    }

    void mountOn(Endpoints endpoints) {
        endpoints.mount(Links.HISTORY_ROUTE, Endpoint.get(Permission.HISTORY, this::get));
        endpoints.mount(Links.RESTORE_ROUTE, Endpoint.postNothing(Permission.WRITE, this::restore));
    }

    private void get(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<HistoryPage> asked = HistoryPage.of(context, faults);
        Exchange.withoutFaults(context, faults, () -> {
            HistoryPage page = asked.orElseThrow();
            Exchange.answer(
                    context,
                    listHistory.list(new ListHistoryUseCase.Query(
                            permitted.caller(),
                            page.environment(),
                            page.page().start(),
                            page.page().mostElements())),
                    result -> result.fold(
                            listed -> () -> SuccessWriter.write(
                                    context,
                                    200,
                                    HistoryDocument.of(listed, page, Links.of(context.request(), trustsForwarded))),
                            refused -> Exchange.failure(context, ApiError.of(refused.refusal()))));
        });
    }

    private void restore(RoutingContext context, Permitted permitted) {
        List<Violation> faults = new ArrayList<>();
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        Optional<Revision> revision =
                Revision.parse(context.pathParam("revision"), "revision").collectInto(faults);
        Precondition precondition = Conditions.ofChange(context.request(), faults);
        Exchange.withoutFaults(
                context,
                faults,
                () -> changes.answer(
                        context,
                        new AcceptChangeUseCase.Command(
                                permitted.caller(),
                                environment.orElseThrow(),
                                new AcceptChangeUseCase.Change.Restore(revision.orElseThrow()),
                                precondition)));
    }
}
