package io.deliverysettings.sandbox;

/**
 * How many calls of the settings the sandbox lets through within any minute. All environments of a sandbox share one licence.
 *
 * @param perLicence the calls of all environments together, 1 to 100,000
 * @param perEnvironment the calls of each environment, 1 to 100,000; above {@code perLicence} it has no effect
 */
public record RateLimits(int perLicence, int perEnvironment) {

    private static final int MOST_CALLS = 100_000;

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of the bounds above; the message names it
     */
    public RateLimits {
        requireInBounds("perLicence", perLicence);
        requireInBounds("perEnvironment", perEnvironment);
    }

    /**
     * The limits of PingOne's documentation for an address that is not on an allow list.
     *
     * @return 600 calls a minute for a licence, and 35 % of them, 210, for each environment
     */
    public static RateLimits documented() {
        return new RateLimits(600, 210);
    }

    private static void requireInBounds(String name, int limit) {
        if (limit < 1 || limit > MOST_CALLS) {
            throw new IllegalArgumentException(
                    name + " must be 1 to " + MOST_CALLS + " calls a minute, but is " + limit);
        }
    }
}
