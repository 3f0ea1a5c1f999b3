package io.deliverysettings.adapter.tracing;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * Where traces are sent, and how many.
 *
 * @param collector the address of a collector that takes OTLP over HTTP, without {@code /v1/traces}: http or https, with neither user,
 *     query nor fragment
 * @param sampleRatio the share that is traced of the requests whose callers have not decided about that; from 0 to 1
 * @param serviceVersion what collectors are told of the program that sends; not blank
 */
public record TracingOptions(URI collector, double sampleRatio, String serviceVersion) {

    /** Refuses what is out of bounds; what it says has no part of the address. */
    public TracingOptions {
        Objects.requireNonNull(collector, "collector");
        String scheme = String.valueOf(collector.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || collector.getHost() == null) {
            throw new IllegalArgumentException(
                    "must be an http or https address with a host, such as http://127.0.0.1:4318");
        }
        if (collector.getRawUserInfo() != null
                || collector.getRawQuery() != null
                || collector.getRawFragment() != null) {
            throw new IllegalArgumentException("must hold no user, password, query or fragment");
        }
        // Written so that what is not a number is refused as well.
        if (!(sampleRatio >= 0 && sampleRatio <= 1)) {
            throw new IllegalArgumentException("must be from 0 to 1");
        }
        if (serviceVersion.isBlank()) {
            throw new IllegalArgumentException("serviceVersion must not be blank");
        }
    }
}
