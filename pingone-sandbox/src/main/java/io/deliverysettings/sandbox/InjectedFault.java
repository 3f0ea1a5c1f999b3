package io.deliverysettings.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** In which ways a call fails at random. */
enum InjectedFault {
    /** The connection closes before the call has done anything. */
    DROPPED_BEFORE,
    FAILED,
    BAD_GATEWAY,
    UNAVAILABLE,
    UNAVAILABLE_FOR_A_SECOND,
    GATEWAY_TIMEOUT,
    /** The connection closes without an answer, but the call has done what it was to do. */
    DROPPED_AFTER,
    /** The call does what it is to do, but the connection closes in the middle of the answer. */
    TRUNCATED,
    /** The call does what it is to do and is answered properly, only late. */
    DELAYED;

    /** Those of a call that changes nothing; before and after are the same to it. */
    private static final List<InjectedFault> OF_READS =
            Stream.of(values()).filter(fault -> fault != DROPPED_AFTER).toList();

    private static final List<InjectedFault> OF_CHANGES = List.of(values());

    static List<InjectedFault> of(String method) {
        return method.equals("PUT") || method.equals("DELETE") ? OF_CHANGES : OF_READS;
    }

    /** The reply to a call that must not be carried out, or empty if it is to be carried out. */
    Optional<Reply> insteadOfTheCall() {
        return switch (this) {
            case DROPPED_BEFORE -> Optional.of(FaultyReplies.dropped());
            case FAILED -> Optional.of(Answer.unexpected());
            case BAD_GATEWAY -> Optional.of(FaultyReplies.badGateway());
            case UNAVAILABLE -> Optional.of(Answer.empty(503));
            case UNAVAILABLE_FOR_A_SECOND -> Optional.of(Answer.empty(503).withHeader("Retry-After", "1"));
            case GATEWAY_TIMEOUT -> Optional.of(Answer.empty(504));
            case DROPPED_AFTER, TRUNCATED, DELAYED -> Optional.empty();
        };
    }
}
