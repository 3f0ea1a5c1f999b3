package io.deliverysettings.adapter.http;

import io.deliverysettings.adapter.http.HttpLimitsOptions.Counts;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Sizes;
import io.deliverysettings.adapter.http.HttpLimitsOptions.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The usual limits with one of them changed. */
final class Limits {

    private static final HttpLimitsOptions USUAL = HttpLimitsOptions.defaults();

    private Limits() {}

    static HttpApiOptions gatewayOptions(HttpLimitsOptions limits) {
        return new HttpApiOptions("127.0.0.1", 0, false, List.of(), limits, Optional.empty());
    }

    static HttpLimitsOptions sizes(Sizes sizes) {
        return new HttpLimitsOptions(sizes, USUAL.times(), USUAL.counts());
    }

    static HttpLimitsOptions idle(Duration idle) {
        return times(new Times(idle, USUAL.times().head(), USUAL.times().body()));
    }

    static HttpLimitsOptions head(Duration head) {
        return times(new Times(USUAL.times().idle(), head, USUAL.times().body()));
    }

    static HttpLimitsOptions body(Duration body) {
        return times(new Times(USUAL.times().idle(), USUAL.times().head(), body));
    }

    static HttpLimitsOptions times(Times times) {
        return new HttpLimitsOptions(USUAL.sizes(), times, USUAL.counts());
    }

    static HttpLimitsOptions connections(int most) {
        return counts(new Counts(most, 100, 500, 250, 100, 30_000, 6_000));
    }

    static HttpLimitsOptions inFlight(int most) {
        return counts(new Counts(1_000, 100, most, 250, 100, 30_000, 6_000));
    }

    static HttpLimitsOptions inFlightPerAddress(int most) {
        return counts(new Counts(1_000, 100, 500, most, 100, 30_000, 6_000));
    }

    static HttpLimitsOptions inFlightPerCaller(int most) {
        return counts(new Counts(1_000, 100, 500, 250, most, 30_000, 6_000));
    }

    static HttpLimitsOptions perMinutePerAddress(int most) {
        return counts(new Counts(1_000, 100, 500, 250, 100, most, 6_000));
    }

    static HttpLimitsOptions perMinutePerCaller(int most) {
        return counts(new Counts(1_000, 100, 500, 250, 100, 30_000, most));
    }

    static HttpLimitsOptions counts(Counts counts) {
        return new HttpLimitsOptions(USUAL.sizes(), USUAL.times(), counts);
    }
}
