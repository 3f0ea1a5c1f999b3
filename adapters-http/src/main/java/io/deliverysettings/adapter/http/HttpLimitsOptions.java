package io.deliverysettings.adapter.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How much of the gateway one connection, one caller and all of them together may take up. Nothing here ends a request that
 * has arrived and is being worked on: a change may take minutes.
 *
 * @param sizes how large a request may be
 * @param times how long a request may take to arrive
 * @param counts how many there may be
 */
public record HttpLimitsOptions(Sizes sizes, Times times, Counts counts) {

    private static final int KIBIBYTE = 1024;
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Refuses {@code null}. */
    public HttpLimitsOptions {
        Objects.requireNonNull(sizes, "sizes");
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(counts, "counts");
    }

    /**
     * How large a request may be.
     *
     * @param bodyBytes of the body; from 1 KiB to 16 MiB
     * @param headerBytes of all headers; from 1 KiB to 1 MiB
     * @param uriBytes of the first line, with method and version; of the address in HTTP/2; from 256 bytes to 64 KiB
     * @param headers how many headers; from 10 to 10,000
     */
    public record Sizes(int bodyBytes, int headerBytes, int uriBytes, int headers) {
        /** Checks each member. */
        public Sizes {
            check("bodyBytes", bodyBytes, KIBIBYTE, 16 * KIBIBYTE * KIBIBYTE);
            check("headerBytes", headerBytes, KIBIBYTE, KIBIBYTE * KIBIBYTE);
            check("uriBytes", uriBytes, 256, 64 * KIBIBYTE);
            check("headers", headers, 10, 10_000);
        }
    }

    /**
     * How long a request may take to arrive; each from 10 milliseconds to an hour.
     *
     * @param idle how long a connection may stay without a request
     * @param head from the first byte of a request to the end of its headers, and for the handshake of TLS
     * @param body from the end of the headers to the end of the body
     */
    public record Times(Duration idle, Duration head, Duration body) {
        /** Checks each member. */
        public Times {
            check("idle", idle);
            check("head", head);
            check("body", body);
        }

        private static void check(String name, Duration value) {
            if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(name + " must be from 10 milliseconds to an hour");
            }
        }
    }

    /**
     * How many there may be; each from 1 to a million, those of a minute to a hundred million. A caller is whoever sends the same {@code Authorization}, and without
     * one whoever sends from the same address. Of an IPv6 address the first 64 bits count.
     *
     * @param connections open at the same time
     * @param streams open at the same time on one connection of HTTP/2
     * @param inFlight requests under way at the same time
     * @param inFlightPerAddress of these, from one address
     * @param inFlightPerCaller of these, of one caller
     * @param perMinutePerAddress requests a minute from one address, whoever sends them
     * @param perMinutePerCaller requests a minute of one caller
     */
    public record Counts(
            int connections,
            int streams,
            int inFlight,
            int inFlightPerAddress,
            int inFlightPerCaller,
            int perMinutePerAddress,
            int perMinutePerCaller) {
        /** Checks each member. */
        public Counts {
            check("connections", connections);
            check("streams", streams);
            check("inFlight", inFlight);
            check("inFlightPerAddress", inFlightPerAddress);
            check("inFlightPerCaller", inFlightPerCaller);
            HttpLimitsOptions.check("perMinutePerAddress", perMinutePerAddress, 1, 100_000_000);
            HttpLimitsOptions.check("perMinutePerCaller", perMinutePerCaller, 1, 100_000_000);
        }

        private static void check(String name, int value) {
            HttpLimitsOptions.check(name, value, 1, 1_000_000);
        }
    }

    /**
     * What serves a handful of applications well and keeps one of them from taking it all.
     *
     * @return bodies of 64 KiB, headers of 16 KiB and at most 100, a first line of 4 KiB; a minute idle, 10 seconds for the
     *     headers, 30 for the body; 1,000 connections with 100 streams; 500 requests under way, 250 from one address, 100 of one
     *     caller; 30,000 requests a minute from one address and 6,000 of one caller
     */
    public static HttpLimitsOptions defaults() {
        return new HttpLimitsOptions(
                new Sizes(64 * KIBIBYTE, 16 * KIBIBYTE, 4 * KIBIBYTE, 100),
                new Times(Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofSeconds(30)),
                new Counts(1_000, 100, 500, 250, 100, 30_000, 6_000));
    }

    private static void check(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
        }
    }
}
