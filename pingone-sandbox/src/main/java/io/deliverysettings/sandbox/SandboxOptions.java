package io.deliverysettings.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the sandbox listens, and how it behaves where PingOne's documentation leaves a choice.
 *
 * @param host the host name or address to listen on, never blank
 * @param port the TCP port, 0 to 65535; 0 takes a free one, see {@link PingOneSandbox#port()}
 * @param verificationDelay how long a PUT to the slow test account takes, zero to one hour
 * @param selectsOnlyNumber whether a PUT that selects nothing selects the number of an account that offers exactly one
 *     available number; what PingOne does is not documented
 * @param templatesPlacement where {@code ?expand=whatsAppTemplates} puts the templates; not documented either
 * @param memory the file in which it remembers across restarts what environments hold, without any secret; empty when it is
 *     to forget
 * @param rateLimits how many calls of the settings are let through within a minute, the others being answered by 429; empty for no
 *     limit
 * @param faultShare which share of the calls of the settings, of those that are let through, fails in a random way, 0 to 1
 * @param faultSeed decides which calls fail and how: the same calls one after the other meet the same faults with the same seed
 * @param tokenLifetime how long an access token of the token endpoint is good for, whole seconds from one second to one day
 */
public record SandboxOptions(
        String host,
        int port,
        Duration verificationDelay,
        boolean selectsOnlyNumber,
        TemplatesPlacement templatesPlacement,
        Optional<Path> memory,
        Optional<RateLimits> rateLimits,
        double faultShare,
        long faultSeed,
        Duration tokenLifetime) {

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
    private static final Duration LONGEST_LIFETIME = Duration.ofDays(1);

    /** Where the expanded templates stand in the resource. */
    public enum TemplatesPlacement {
        /** As a member of the resource itself. */
        TOP_LEVEL,
        /** Inside the resource's {@code _embedded} member, as HAL has it. */
        EMBEDDED
    }

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if one is out of the bounds above; the message names it
     */
    public SandboxOptions {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(verificationDelay, "verificationDelay");
        Objects.requireNonNull(templatesPlacement, "templatesPlacement");
        Objects.requireNonNull(memory, "memory");
        Objects.requireNonNull(rateLimits, "rateLimits");
        Objects.requireNonNull(tokenLifetime, "tokenLifetime");
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, but is " + port);
        }
        if (verificationDelay.isNegative() || verificationDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "verificationDelay must be zero to one hour, but is " + verificationDelay);
        }
        // Written so that NaN is refused too.
        if (!(faultShare >= 0 && faultShare <= 1)) {
            throw new IllegalArgumentException("faultShare must be 0 to 1, but is " + faultShare);
        }
        if (tokenLifetime.compareTo(SHORTEST_LIFETIME) < 0
                || tokenLifetime.compareTo(LONGEST_LIFETIME) > 0
                || !tokenLifetime.equals(tokenLifetime.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "tokenLifetime must be whole seconds from one second to one day, but is " + tokenLifetime);
        }
    }

    /**
     * The options of a sandbox that is only started.
     *
     * @return 127.0.0.1, port 8090, ten seconds of verification, nothing selected unasked, templates at the top level, nothing
     *     remembered, no limits, no faults, tokens for an hour
     */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                "127.0.0.1",
                8090,
                Duration.ofSeconds(10),
                false,
                TemplatesPlacement.TOP_LEVEL,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Duration.ofHours(1));
    }

    /**
     * These options on another host.
     *
     * @param newHost see {@link #host()}
     * @return the changed copy
     */
    public SandboxOptions withHost(String newHost) {
        return new SandboxOptions(
                newHost,
                port,
                verificationDelay,
                selectsOnlyNumber,
                templatesPlacement,
                memory,
                rateLimits,
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options on another port.
     *
     * @param newPort see {@link #port()}
     * @return the changed copy
     */
    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(
                host,
                newPort,
                verificationDelay,
                selectsOnlyNumber,
                templatesPlacement,
                memory,
                rateLimits,
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options with another delay of the slow test account.
     *
     * @param newDelay see {@link #verificationDelay()}
     * @return the changed copy
     */
    public SandboxOptions withVerificationDelay(Duration newDelay) {
        return new SandboxOptions(
                host,
                port,
                newDelay,
                selectsOnlyNumber,
                templatesPlacement,
                memory,
                rateLimits,
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options with or without the selection of an account's only number.
     *
     * @param selects see {@link #selectsOnlyNumber()}
     * @return the changed copy
     */
    public SandboxOptions withSelectsOnlyNumber(boolean selects) {
        return new SandboxOptions(
                host,
                port,
                verificationDelay,
                selects,
                templatesPlacement,
                memory,
                rateLimits,
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options with the templates elsewhere.
     *
     * @param placement see {@link #templatesPlacement()}
     * @return the changed copy
     */
    public SandboxOptions withTemplatesPlacement(TemplatesPlacement placement) {
        return new SandboxOptions(
                host,
                port,
                verificationDelay,
                selectsOnlyNumber,
                placement,
                memory,
                rateLimits,
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options with a memory.
     *
     * @param file see {@link #memory()}
     * @return the changed copy
     */
    public SandboxOptions withMemory(Path file) {
        return new SandboxOptions(
                host,
                port,
                verificationDelay,
                selectsOnlyNumber,
                templatesPlacement,
                Optional.of(file),
                rateLimits,
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options with limits.
     *
     * @param limits see {@link #rateLimits()}
     * @return the changed copy
     */
    public SandboxOptions withRateLimits(RateLimits limits) {
        return new SandboxOptions(
                host,
                port,
                verificationDelay,
                selectsOnlyNumber,
                templatesPlacement,
                memory,
                Optional.of(limits),
                faultShare,
                faultSeed,
                tokenLifetime);
    }

    /**
     * These options with another share of random faults.
     *
     * @param share see {@link #faultShare()}
     * @param seed see {@link #faultSeed()}
     * @return the changed copy
     */
    public SandboxOptions withFaults(double share, long seed) {
        return new SandboxOptions(
                host,
                port,
                verificationDelay,
                selectsOnlyNumber,
                templatesPlacement,
                memory,
                rateLimits,
                share,
                seed,
                tokenLifetime);
    }

    /**
     * These options with tokens that are good for another time.
     *
     * @param lifetime see {@link #tokenLifetime()}
     * @return the changed copy
     */
    public SandboxOptions withTokenLifetime(Duration lifetime) {
        return new SandboxOptions(
                host,
                port,
                verificationDelay,
                selectsOnlyNumber,
                templatesPlacement,
                memory,
                rateLimits,
                faultShare,
                faultSeed,
                lifetime);
    }
}
