package io.deliverysettings.benchmark;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of some seconds of load.
 *
 * @param requests how many were answered, well or not
 * @param errors how many of them with a status of 400 or more, or not at all
 * @param seconds how long it took
 * @param medianMillis the median of the latency
 * @param p99Millis its 99th percentile
 * @param errorsByKind the errors by what they were, such as {@code 503} or {@code timeout}, as far as the generator can tell
 */
record LoadResult(
        long requests,
        long errors,
        double seconds,
        double medianMillis,
        double p99Millis,
        Map<String, Long> errorsByKind) {

    LoadResult {
        errorsByKind = Map.copyOf(errorsByKind);
    }

    double perSecond() {
        return requests / seconds;
    }

    /** Each kind of error with how many there were, as in {@code 3 timeout, 20 503}; nothing when there were none. */
    String tellErrors() {
        return new TreeMap<>(errorsByKind)
                .entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }
}
