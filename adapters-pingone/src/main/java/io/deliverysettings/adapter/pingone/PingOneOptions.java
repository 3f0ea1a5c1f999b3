package io.deliverysettings.adapter.pingone;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Where PingOne is, and how much it is asked.
 *
 * @param apiUrl the address up to and with {@code /v1}, without a slash at the end; http or https
 * @param readTimeout how long one try of a read may take; from 1 ms to 10 minutes. The call as a whole has its deadline
 * @param removalTimeout how long a removal may take once it is sent; from 1 ms to 10 minutes. A write has no limit but its
 *     deadline, since PingOne checks the account with Meta first
 * @param maxAnswerBytes the largest answer that is read; from 1 KiB to 16 MiB
 * @param rateLimits how many calls PingOne takes
 * @param newEnvironmentWindow for how long after an environment was first heard of, or its settings were written, a refusal
 *     may mean that PingOne does not know of it everywhere yet, and is tried again; from zero, which turns this off, to 5
 *     minutes
 */
public record PingOneOptions(
        URI apiUrl,
        Duration readTimeout,
        Duration removalTimeout,
        int maxAnswerBytes,
        RateLimits rateLimits,
        Duration newEnvironmentWindow) {

    /**
     * How many calls PingOne takes. These are this gateway's: several of them have to share what PingOne allows.
     *
     * @param perLicence calls a minute for all environments together; from 10 to 1,000,000
     * @param perEnvironment calls a minute for each environment; from 10 to 1,000,000
     * @param mostWaiting how many calls may wait for their turn; from 1 to 100,000
     */
    public record RateLimits(int perLicence, int perEnvironment, int mostWaiting) {

        /** Checks each member. */
        public RateLimits {
            within("perLicence", perLicence, 10, 1_000_000);
            within("perEnvironment", perEnvironment, 10, 1_000_000);
            within("mostWaiting", mostWaiting, 1, 100_000);
        }

        /**
         * PingOne's own: 600 calls a minute for a licence and, of these, 210 from one address for an environment. 10,000 may
         * wait.
         *
         * @return the limits that PingOne documents
         */
        public static RateLimits documented() {
            return new RateLimits(600, 210, 10_000);
        }
    }

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
        within("readTimeout", readTimeout, Duration.ofMinutes(10));
        within("removalTimeout", removalTimeout, Duration.ofMinutes(10));
        within("maxAnswerBytes", maxAnswerBytes, 1024, 16 * 1024 * 1024);
        Objects.requireNonNull(rateLimits, "rateLimits");
        Objects.requireNonNull(newEnvironmentWindow, "newEnvironmentWindow");
        if (newEnvironmentWindow.isNegative() || newEnvironmentWindow.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("newEnvironmentWindow must be from 0 s to 300 s");
        }
    }

    /**
     * Options with the usual limits: 10 seconds for one try of a read and 30 for a removal, answers up to 1 MiB, the rates that
     * PingOne documents, and environments that are new for 30 seconds.
     *
     * @param apiUrl the address up to and with {@code /v1}
     * @return the options
     */
    public static PingOneOptions forApi(URI apiUrl) {
        return new PingOneOptions(
                apiUrl,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                1024 * 1024,
                RateLimits.documented(),
                Duration.ofSeconds(30));
    }

    /**
     * The same options with other limits on the time of a single try.
     *
     * @param readTimeout how long one try of a read may take
     * @param removalTimeout how long a removal may take once it is sent
     * @return the changed options
     */
    public PingOneOptions withTimeouts(Duration readTimeout, Duration removalTimeout) {
        return new PingOneOptions(
                apiUrl, readTimeout, removalTimeout, maxAnswerBytes, rateLimits, newEnvironmentWindow);
    }

    /**
     * The same options with other rates.
     *
     * @param rateLimits how many calls PingOne takes
     * @return the changed options
     */
    public PingOneOptions withRateLimits(RateLimits rateLimits) {
        return new PingOneOptions(
                apiUrl, readTimeout, removalTimeout, maxAnswerBytes, rateLimits, newEnvironmentWindow);
    }

    /**
     * The same options with another window for new environments.
     *
     * @param newEnvironmentWindow for how long a refusal may mean that an environment is new; zero turns this off
     * @return the changed options
     */
    public PingOneOptions withNewEnvironmentWindow(Duration newEnvironmentWindow) {
        return new PingOneOptions(
                apiUrl, readTimeout, removalTimeout, maxAnswerBytes, rateLimits, newEnvironmentWindow);
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
