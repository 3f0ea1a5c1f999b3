package io.deliverysettings.domain.history;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The id of a change that was accepted to be made later.
 *
 * @param value the id
 */
public record OperationId(UUID value) {

    private static final String REGEX = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";
    private static final Pattern PATTERN = Pattern.compile(REGEX);

    /** Refuses {@code null}. */
    public OperationId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads an id that a caller gave.
     *
     * @param text untrusted text of any length
     * @param target what to name in the violation
     * @return the id, or why the text is none
     */
    public static Parsed<OperationId> parse(String text, String target) {
        return PATTERN.matcher(text).matches()
                ? Parsed.valid(new OperationId(UUID.fromString(text)))
                : Parsed.invalid(new Violation(
                        Code.INVALID_PARAMETER,
                        target,
                        "The operation id must be a UUID, as in the Location that the operation was accepted with.",
                        new MatchOf(REGEX)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
