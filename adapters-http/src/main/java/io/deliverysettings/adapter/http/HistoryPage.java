package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.validation.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/**
 * Which page of a history is meant.
 *
 * @param environment whose history
 * @param page which part of it; begins with the newest entry of a smaller revision
 */
record HistoryPage(EnvironmentId environment, PageQuery<Revision> page) {

    /** Reads which page a request asks for; it counts when there is no fault, and is empty when the environment has one. */
    static Optional<HistoryPage> of(RoutingContext context, List<Violation> faults) {
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        Optional<Integer> limit = PageQuery.limit(context, ListHistoryUseCase.MOST_ENTRIES, faults);
        // Without an environment there is no telling whose cursor it is, and the environment is blamed already.
        return environment.map(asked -> {
            Optional<Revision> before = PageQuery.start(
                    context, "this environment's history", text -> HistoryCursor.parse(text, asked), faults);
            return new HistoryPage(asked, new PageQuery<>(limit, before));
        });
    }

    /** The page that begins with what comes before a revision. */
    HistoryPage following(Revision revision) {
        return new HistoryPage(environment, page.following(revision));
    }

    /** The query that asks for this page, with its question mark; empty when it needs none. */
    String query() {
        return page.text(before -> HistoryCursor.of(environment, before));
    }
}
