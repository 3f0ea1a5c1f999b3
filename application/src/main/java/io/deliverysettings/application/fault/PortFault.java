package io.deliverysettings.application.fault;

import io.deliverysettings.domain.platform.PlatformError;
import java.io.Serial;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The surroundings did not do their part. Only adapters throw it, by failing the stage that a port returned; an expected
 * outcome is a result instead, and a bug is any other unchecked exception.
 *
 * <p>Its message is the kind and nothing else: it is logged, and what the other side said may hold anything.
 */
public final class PortFault extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The kinds of fault. */
    public enum Kind {
        /** No answer within the time allowed. */
        TIMEOUT,
        /** The other side cannot be reached or says that it is away. */
        UNAVAILABLE,
        /** The other side wants fewer requests. */
        THROTTLED,
        /** The other side does not accept the caller's access token. */
        CREDENTIALS_REFUSED,
        /** The other side does not accept the credentials that the gateway itself was given for it. */
        OWN_CREDENTIALS_REFUSED,
        /** The answer was cut off, too large, or not what the other side's contract describes. */
        UNREADABLE,
        /** The other side says that it failed. */
        FAILED,
        /** The gateway's own store cannot be read or written. */
        STORE_UNAVAILABLE,
        /** The gateway's own audit log cannot be written. */
        AUDIT_UNAVAILABLE
    }

    /** What a write that ended in a fault has done at the other side. */
    public enum Effect {
        /** Nothing: it was not sent, or the other side says so; always the case for a read. */
        NONE,
        /** It may have been applied; only reading back can tell. */
        UNKNOWN
    }

    /** What has gone wrong. */
    private final Kind kind;

    /** What the call has done at the other side. */
    private final Effect effect;

    private final transient Optional<PlatformError> platformError;
    private final transient Optional<Duration> retryAfter;

    /**
     * A fault with what the other side said of it.
     *
     * @param kind the kind of fault
     * @param effect what the call has done at the other side
     * @param platformError PingOne's own words, where it said any
     * @param retryAfter how long PingOne wants to be left alone, where it said so; not negative
     * @param cause for the log, where there is one
     */
    public PortFault(
            Kind kind,
            Effect effect,
            Optional<PlatformError> platformError,
            Optional<Duration> retryAfter,
            Optional<? extends Throwable> cause) {
        super(kind.name(), cause.orElse(null));
        this.kind = kind;
        this.effect = Objects.requireNonNull(effect, "effect");
        this.platformError = Objects.requireNonNull(platformError, "platformError");
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * A fault of which the other side said nothing.
     *
     * @param kind the kind of fault
     * @param effect what the call has done at the other side
     */
    public PortFault(Kind kind, Effect effect) {
        this(kind, effect, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Finds the fault in what a stage failed with: a stage behind another hands failures on wrapped.
     *
     * @param failure what a stage failed with
     * @return empty when it is something else, which is a bug
     */
    public static Optional<PortFault> in(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof PortFault fault ? Optional.of(fault) : Optional.empty();
    }

    /**
     * The same fault of a write of which it is known by now that it has not been made.
     *
     * @return a fault with {@link Effect#NONE}
     */
    public PortFault withoutEffect() {
        return new PortFault(kind, Effect.NONE, platformError, retryAfter, Optional.of(this));
    }

    /**
     * The kind of fault.
     *
     * @return what the caller's answer depends on
     */
    public Kind kind() {
        return kind;
    }

    /**
     * What the call has done at the other side.
     *
     * @return {@link Effect#UNKNOWN} only for writes
     */
    public Effect effect() {
        return effect;
    }

    /**
     * PingOne's own words.
     *
     * @return empty when it said nothing that can be handed on
     */
    public Optional<PlatformError> platformError() {
        return platformError;
    }

    /**
     * How long PingOne wants to be left alone.
     *
     * @return empty when it did not say
     */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
