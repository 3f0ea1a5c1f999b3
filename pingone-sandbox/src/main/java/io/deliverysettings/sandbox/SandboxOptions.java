package io.deliverysettings.sandbox;

import java.nio.file.Path;
import java.time.Duration;
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
 */
public record SandboxOptions(
        String host,
        int port,
        Duration verificationDelay,
        boolean selectsOnlyNumber,
        TemplatesPlacement templatesPlacement,
        Optional<Path> memory) {

    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

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
    }

    /**
     * The options of a sandbox that is only started.
     *
     * @return 127.0.0.1, port 8090, ten seconds of verification, nothing selected unasked, templates at the top level, nothing
     *     remembered
     */
    public static SandboxOptions defaults() {
        return new SandboxOptions(
                "127.0.0.1", 8090, Duration.ofSeconds(10), false, TemplatesPlacement.TOP_LEVEL, Optional.empty());
    }

    /**
     * These options on another host.
     *
     * @param newHost see {@link #host()}
     * @return the changed copy
     */
    public SandboxOptions withHost(String newHost) {
        return new SandboxOptions(newHost, port, verificationDelay, selectsOnlyNumber, templatesPlacement, memory);
    }

    /**
     * These options on another port.
     *
     * @param newPort see {@link #port()}
     * @return the changed copy
     */
    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(host, newPort, verificationDelay, selectsOnlyNumber, templatesPlacement, memory);
    }

    /**
     * These options with another delay of the slow test account.
     *
     * @param newDelay see {@link #verificationDelay()}
     * @return the changed copy
     */
    public SandboxOptions withVerificationDelay(Duration newDelay) {
        return new SandboxOptions(host, port, newDelay, selectsOnlyNumber, templatesPlacement, memory);
    }

    /**
     * These options with or without the selection of an account's only number.
     *
     * @param selects see {@link #selectsOnlyNumber()}
     * @return the changed copy
     */
    public SandboxOptions withSelectsOnlyNumber(boolean selects) {
        return new SandboxOptions(host, port, verificationDelay, selects, templatesPlacement, memory);
    }

    /**
     * These options with the templates elsewhere.
     *
     * @param placement see {@link #templatesPlacement()}
     * @return the changed copy
     */
    public SandboxOptions withTemplatesPlacement(TemplatesPlacement placement) {
        return new SandboxOptions(host, port, verificationDelay, selectsOnlyNumber, placement, memory);
    }

    /**
     * These options with a memory.
     *
     * @param file see {@link #memory()}
     * @return the changed copy
     */
    public SandboxOptions withMemory(Path file) {
        return new SandboxOptions(
                host, port, verificationDelay, selectsOnlyNumber, templatesPlacement, Optional.of(file));
    }
}
