package io.deliverysettings.domain.validation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of reading untrusted text: a value, or everything that is wrong with it.
 *
 * @param <T> the type of the value
 */
public sealed interface Parsed<T> {

    /**
     * The text was fine.
     *
     * @param value what it means
     * @param <T> the type of the value
     */
    record Valid<T>(T value) implements Parsed<T> {
        /** Refuses {@code null}. */
        public Valid {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The text was not fine.
     *
     * @param violations what is wrong with it; never empty
     * @param <T> the type of the value that was asked for
     */
    record Invalid<T>(List<Violation> violations) implements Parsed<T> {
        /** Copies the list and refuses an empty one. */
        public Invalid {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("invalid, but without a violation");
            }
        }
    }

    /**
     * A valid value.
     *
     * @param value what the text means
     * @param <T> its type
     * @return the value as an outcome
     */
    static <T> Parsed<T> valid(T value) {
        return new Valid<>(value);
    }

    /**
     * A single fault.
     *
     * @param violation what is wrong
     * @param <T> the type of the value that was asked for
     * @return the fault as an outcome
     */
    static <T> Parsed<T> invalid(Violation violation) {
        return new Invalid<>(List.of(violation));
    }

    /**
     * Goes on with whichever it is; both cases have to be given.
     *
     * @param onValid what to do with the value
     * @param onInvalid what to do with the violations
     * @param <R> the type of the result
     * @return what the chosen function returned
     */
    default <R> R fold(Function<? super T, ? extends R> onValid, Function<List<Violation>, ? extends R> onInvalid) {
        if (this instanceof Valid<T> valid) {
            return onValid.apply(valid.value());
        }
        return onInvalid.apply(((Invalid<T>) this).violations());
    }

    /**
     * The value, if there is one.
     *
     * @return empty when invalid
     */
    default Optional<T> toOptional() {
        return fold(Optional::of, violations -> Optional.empty());
    }

    /**
     * The value, if there is one; the violations go to where a request collects all of its faults.
     *
     * @param faults receives the violations when invalid
     * @return empty when invalid
     */
    default Optional<T> collectInto(List<? super Violation> faults) {
        return fold(Optional::of, violations -> {
            faults.addAll(violations);
            return Optional.empty();
        });
    }
}
