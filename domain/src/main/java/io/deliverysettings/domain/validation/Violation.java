package io.deliverysettings.domain.validation;

import java.util.List;
import java.util.Objects;

/**
 * One fault of a request: what is wrong, where, and what would be accepted.
 *
 * @param code the kind of fault
 * @param target the member of the request at fault, as a path such as {@code numbers[0].numberId}; never empty
 * @param message the fault in a sentence for people; never holds a secret
 * @param accepted what would be accepted instead
 */
public record Violation(Code code, String target, String message, Accepted accepted) {

    /** The kinds of fault, by the names that PingOne gives them in {@code details[].code}. */
    public enum Code {
        /** A rule that spans several members does not hold. */
        CONSTRAINT_VIOLATION,
        /** The member is there, but holds nothing. */
        EMPTY_VALUE,
        /** A parameter of the path or the query is not one that exists, or has a value that it cannot have. */
        INVALID_PARAMETER,
        /** The value is not one that the member can have. */
        INVALID_VALUE,
        /** A member that must be given is missing. */
        REQUIRED_VALUE,
        /** The value is longer, or the list has more elements, than allowed. */
        SIZE_LIMIT_EXCEEDED,
        /** Two elements that must differ are the same. */
        UNIQUENESS_VIOLATION
    }

    /** What would be accepted in place of the value at fault. */
    public sealed interface Accepted {}

    /** Nothing can be said beyond the message. */
    public record Unspecified() implements Accepted {}

    /**
     * A value that matches a regular expression.
     *
     * @param regex in the syntax shared by Java and ECMAScript
     */
    public record MatchOf(String regex) implements Accepted {
        /** Refuses {@code null}. */
        public MatchOf {
            Objects.requireNonNull(regex, "regex");
        }
    }

    /**
     * One of these values; an empty list says that no value would be accepted at present.
     *
     * @param values as they would be written in the request
     */
    public record OneOf(List<String> values) implements Accepted {
        /** Copies the list. */
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /**
     * At most so many characters, elements or bytes, as the message says.
     *
     * @param maximum inclusive
     */
    public record AtMost(long maximum) implements Accepted {}

    /** Refuses {@code null} and an empty target. */
    public Violation {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(accepted, "accepted");
        if (target.isEmpty()) {
            throw new IllegalArgumentException("target is empty");
        }
    }

    /**
     * A fault of which the message says everything.
     *
     * @param code the kind of fault
     * @param target the member at fault
     * @param message the fault in a sentence
     */
    public Violation(Code code, String target, String message) {
        this(code, target, message, new Unspecified());
    }
}
