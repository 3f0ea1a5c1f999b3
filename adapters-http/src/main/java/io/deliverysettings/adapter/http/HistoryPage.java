package io.deliverysettings.adapter.http;

import io.deliverysettings.application.port.in.ListHistoryUseCase;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.AtMost;
import io.deliverysettings.domain.validation.Violation.Code;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which page of a history is meant.
 *
 * @param environment whose history
 * @param limit how many entries at most, where the caller has said so
 * @param before only entries with a smaller revision; empty for the newest
 */
record HistoryPage(EnvironmentId environment, Optional<Integer> limit, Optional<Revision> before) {

    private static final int USUAL_LIMIT = 50;
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    /** Reads which page a request asks for; it counts when there is no fault, and is empty when the environment has one. */
    static Optional<HistoryPage> of(RoutingContext context, List<Violation> faults) {
        Optional<EnvironmentId> environment = Exchange.environment(context, faults);
        Optional<Integer> limit = limit(context.queryParam(LIMIT), faults);
        // Without an environment there is no telling whose cursor it is, and the environment is blamed already.
        return environment.map(
                asked -> new HistoryPage(asked, limit, cursor(context.queryParam(CURSOR), asked, faults)));
    }

    int mostEntries() {
        return limit.orElse(USUAL_LIMIT);
    }

    /** The page that begins with what comes before a revision. */
    HistoryPage following(Revision revision) {
        return new HistoryPage(environment, limit, Optional.of(revision));
    }

    /** The query that asks for this page, with its question mark; empty when it needs none. */
    String query() {
        String parameters = Stream.of(
                        limit.map(most -> LIMIT + "=" + most),
                        before.map(revision -> CURSOR + "=" + HistoryCursor.of(environment, revision)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

    private static Optional<Integer> limit(List<String> values, List<Violation> faults) {
        Optional<Integer> limit = only(values)
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Integer::valueOf)
                .filter(most -> most <= ListHistoryUseCase.MOST_ENTRIES);
        if (limit.isEmpty() && !values.isEmpty()) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    LIMIT,
                    "limit must be a whole number from 1 to " + ListHistoryUseCase.MOST_ENTRIES + ", and given once.",
                    new AtMost(ListHistoryUseCase.MOST_ENTRIES)));
        }
        return limit;
    }

    private static Optional<Revision> cursor(List<String> values, EnvironmentId environment, List<Violation> faults) {
        Optional<Revision> before = only(values).flatMap(text -> HistoryCursor.parse(text, environment));
        if (before.isEmpty() && !values.isEmpty()) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    CURSOR,
                    "cursor must be one of a next link of this environment's history, and given once."));
        }
        return before;
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
