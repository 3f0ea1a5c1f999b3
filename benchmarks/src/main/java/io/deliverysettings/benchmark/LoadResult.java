package io.deliverysettings.benchmark;

/**
 * What came of some seconds of load.
 *
 * @param requests how many were answered, well or not
 * @param errors how many of them with a status of 400 or more, or not at all
 * @param seconds how long it took
 * @param medianMillis the median of the latency
 * @param p99Millis its 99th percentile
 */
record LoadResult(long requests, long errors, double seconds, double medianMillis, double p99Millis) {

    double perSecond() {
        return requests / seconds;
    }
}
