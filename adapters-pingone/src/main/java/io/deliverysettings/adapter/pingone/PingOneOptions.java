package io.deliverysettings.adapter.pingone;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How PingOne is reached.
 *
 * @param apiUrl the address up to and with {@code /v1}, without a slash at the end; http or https
 * @param connectTimeout how long to wait for a connection, one from the pool included; from 1 ms to 1 minute
 * @param readTimeout how long a read or a removal may take in all; from 1 ms to 10 minutes
 * @param writeTimeout how long a write may take in all, which includes that PingOne checks the account with Meta; from 1 ms
 *     to 1 hour
 * @param maxAnswerBytes the largest answer that is read; from 1 KiB to 16 MiB
 * @param maxConnections how many reads, and how many writes, may be under way at once; from 1 to 10,000
 */
public record PingOneOptions(
        URI apiUrl,
        Duration connectTimeout,
        Duration readTimeout,
        Duration writeTimeout,
        int maxAnswerBytes,
        int maxConnections) {

    /** The regions of PingOne, by their top-level domains. An organisation lives in one. */
    public enum Region {
        /** North America. */
        COM("com"),
        /** Canada. */
        CA("ca"),
        /** Europe. */
        EU("eu"),
        /** Australia. */
        COM_AU("com.au"),
        /** Singapore. */
        SG("sg"),
        /** Asia-Pacific. */
        ASIA("asia");

        private final String topLevelDomain;

        Region(String topLevelDomain) {
            this.topLevelDomain = topLevelDomain;
        }

        /**
         * What the addresses of the region end in.
         *
         * @return such as {@code com.au}
         */
        public String topLevelDomain() {
            return topLevelDomain;
        }

        /**
         * The address of the region's API.
         *
         * @return such as {@code https://api.pingone.eu/v1}
         */
        public URI apiUrl() {
            return URI.create("https://api.pingone." + topLevelDomain + "/v1");
        }
    }

    /** Checks each member. */
    public PingOneOptions {
        apiUrl = checked(apiUrl);
        within("connectTimeout", connectTimeout, Duration.ofMinutes(1));
        within("readTimeout", readTimeout, Duration.ofMinutes(10));
        within("writeTimeout", writeTimeout, Duration.ofHours(1));
        within("maxAnswerBytes", maxAnswerBytes, 1024, 16 * 1024 * 1024);
        within("maxConnections", maxConnections, 1, 10_000);
    }

    /**
     * Options with the usual limits: 5 seconds to connect, 30 to read, 5 minutes to write, answers up to 1 MiB, 256
     * connections.
     *
     * @param apiUrl the address up to and with {@code /v1}
     * @return the options
     */
    public static PingOneOptions forApi(URI apiUrl) {
        return new PingOneOptions(
                apiUrl, Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5), 1024 * 1024, 256);
    }

    /**
     * The same options with other limits on time.
     *
     * @param readTimeout how long a read may take in all
     * @param writeTimeout how long a write may take in all
     * @return the changed options
     */
    public PingOneOptions withTimeouts(Duration readTimeout, Duration writeTimeout) {
        return new PingOneOptions(apiUrl, connectTimeout, readTimeout, writeTimeout, maxAnswerBytes, maxConnections);
    }

    private static URI checked(URI url) {
        Objects.requireNonNull(url, "apiUrl");
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https"))
                || url.getHost() == null
                || url.getPort() == 0
                || url.getPort() > 65_535
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "apiUrl must be an http or https address without user, query and fragment, such as https://api.pingone.eu/v1");
        }
        String text = url.toString();
        return text.endsWith("/") ? URI.create(text.replaceFirst("/+$", "")) : url;
    }

    private static void within(String name, Duration value, Duration most) {
        Objects.requireNonNull(value, name);
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " must be from 1 ms to " + most.toSeconds() + " s");
        }
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most);
        }
    }
}
