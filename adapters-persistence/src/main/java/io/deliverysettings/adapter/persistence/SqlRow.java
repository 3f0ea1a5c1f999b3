package io.deliverysettings.adapter.persistence;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of a result. Its columns go by their names in the statement. */
@FunctionalInterface
interface SqlRow {

    /** What a column holds: a {@link String} or a {@link Number}. */
    @Nullable
    Object value(String column);

    default String text(String column) {
        return (String) Objects.requireNonNull(value(column), column);
    }

    default Optional<String> textIfAny(String column) {
        return Optional.ofNullable((String) value(column));
    }

    default long number(String column) {
        return ((Number) Objects.requireNonNull(value(column), column)).longValue();
    }

    default Optional<Long> numberIfAny(String column) {
        return Optional.ofNullable((Number) value(column)).map(Number::longValue);
    }
}
