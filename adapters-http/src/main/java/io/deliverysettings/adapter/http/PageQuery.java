package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.AtMost;
import io.deliverysettings.domain.validation.Violation.Code;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which page of a collection is meant, as {@code limit} and {@code cursor} say in a query.
 *
 * @param limit how many elements at most, where the caller has said so
 * @param start where the page begins; empty for the first page
 * @param <S> what a page begins with
 */
record PageQuery<S>(Optional<Integer> limit, Optional<S> start) {

    private static final int USUAL_LIMIT = 50;
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    /** How many elements a request asks for; what it says out of bounds is a fault. */
    static Optional<Integer> limit(RoutingContext context, int most, List<Violation> faults) {
        List<String> values = context.queryParam(LIMIT);
        Optional<Integer> limit = only(values)
                .filter(text -> text.matches("[1-9][0-9]{0,5}"))
                .map(Integer::valueOf)
                .filter(wanted -> wanted <= most);
        if (limit.isEmpty() && !values.isEmpty()) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    LIMIT,
                    "limit must be a whole number from 1 to " + most + ", and given once.",
                    new AtMost(most)));
        }
        return limit;
    }

    /**
     * Where the page begins that a request asks for; a cursor that is none is a fault.
     *
     * @param collection what the page is of, in words
     * @param parse what a cursor stands for; empty when it is none of this collection
     */
    static <S> Optional<S> start(
            RoutingContext context, String collection, Function<String, Optional<S>> parse, List<Violation> faults) {
        List<String> values = context.queryParam(CURSOR);
        Optional<S> start = only(values).flatMap(parse);
        if (start.isEmpty() && !values.isEmpty()) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    CURSOR,
                    "cursor must be one of a next link of " + collection + ", and given once."));
        }
        return start;
    }

    int mostElements() {
        return limit.orElse(USUAL_LIMIT);
    }

    /** The page that begins there, and is as long. */
    PageQuery<S> following(S next) {
        return new PageQuery<>(limit, Optional.of(next));
    }

    /** The query that asks for this page, with its question mark; empty when it needs none. */
    String text(Function<S, String> cursor) {
        String parameters = Stream.of(
                        limit.map(most -> LIMIT + "=" + most),
                        start.map(beginning -> CURSOR + "=" + cursor.apply(beginning)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? "" : "?" + parameters;
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }
}
