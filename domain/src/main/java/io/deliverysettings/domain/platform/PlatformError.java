package io.deliverysettings.domain.platform;

import io.deliverysettings.domain.document.AdditionalMembers;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * PingOne's error envelope. Everything in it is PingOne's word and is handed on unchanged.
 *
 * @param id PingOne's id of this error; missing on some
 * @param code such as {@code INVALID_DATA}; an open set
 * @param message a sentence for people
 * @param details the single faults; may be empty
 * @param additional members beyond these
 */
public record PlatformError(
        Optional<String> id, String code, String message, List<Detail> details, AdditionalMembers additional) {

    /**
     * One fault.
     *
     * @param code such as {@code INVALID_VALUE}; an open set
     * @param target the member at fault, such as {@code numbers[0].numberId}
     * @param message a sentence for people
     * @param additional members beyond these, {@code innerError} among them
     */
    public record Detail(
            Optional<String> code, Optional<String> target, Optional<String> message, AdditionalMembers additional) {
        /** Refuses {@code null}. */
        public Detail {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(message, "message");
            Objects.requireNonNull(additional, "additional");
        }
    }

    /** Refuses {@code null} and copies the list. */
    public PlatformError {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(additional, "additional");
        details = List.copyOf(details);
    }
}
