package io.deliverysettings.domain.platform;

import java.util.Objects;

/**
 * PingOne understood what it was asked and will not do it; nothing has changed there. This is an expected outcome, not a
 * fault of the surroundings.
 *
 * @param kind what kind of refusal
 * @param error PingOne's own words
 */
public record PlatformRefusal(Kind kind, PlatformError error) {

    /** The kinds of refusal. Codes within a kind may change, says PingOne's contract, so the kind is what to branch on. */
    public enum Kind {
        /** The request has faults; {@code details} of the error name them. Also any refusal that no other kind covers. */
        INVALID,
        /** The caller may not do this here, or the licence does not cover it, or there is no such environment. */
        FORBIDDEN,
        /** There are no such settings, or there is no such environment. */
        NOT_FOUND,
        /** PingOne does not offer this operation on the settings. */
        OPERATION_NOT_SUPPORTED,
        /** The request is at odds with the present state. */
        CONFLICT,
        /** What was asked for existed and does no more. */
        GONE,
        /** PingOne does not take this kind of document. */
        MEDIA_TYPE_NOT_SUPPORTED,
        /** The document is well-formed and valid, but PingOne cannot act on it. */
        UNPROCESSABLE
    }

    /** Refuses {@code null}. */
    public PlatformRefusal {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(error, "error");
    }
}
