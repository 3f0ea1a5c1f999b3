package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The faults of a body as they are found. Each target once: a member of the wrong type is not also missing. */
final class RequestFaults {

    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> targets = new HashSet<>();

    void addAll(List<Violation> found) {
        for (Violation violation : found) {
            if (targets.add(violation.target())) {
                violations.add(violation);
            }
        }
    }

    boolean hasNone() {
        return violations.isEmpty();
    }

    boolean hasNone(String target) {
        return !targets.contains(target);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    <T> Optional<T> valueOf(Parsed<T> parsed) {
        return parsed.fold(Optional::of, found -> {
            addAll(found);
            return Optional.empty();
        });
    }

    /** What the domain makes of a text that nobody has objected to yet. */
    <T> Optional<T> valueOf(@Nullable String text, String target, BiFunction<String, String, Parsed<T>> parse) {
        return text != null && hasNone(target) ? valueOf(parse.apply(text, target)) : Optional.empty();
    }
}
