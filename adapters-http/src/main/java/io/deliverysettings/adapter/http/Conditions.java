package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.history.Precondition;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/** The conditions that a request names in its headers (RFC 9110, section 13). */
final class Conditions {

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final Precondition NONE = new Precondition.Always();

    private Conditions() {}

    /** What has to hold before a change is made. A condition that is misunderstood would protect nothing, so it is refused. */
    static Precondition ofChange(HttpServerRequest request, List<Violation> faults) {
        Optional<String> match = header(request, IF_MATCH);
        Optional<String> noneMatch = header(request, IF_NONE_MATCH);
        if (match.isPresent() && noneMatch.isPresent()) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER, IF_NONE_MATCH, "If-Match and If-None-Match cannot be given together."));
            return NONE;
        }
        return match.map(text -> ifMatch(text, faults))
                .or(() -> noneMatch.map(text -> ifNoneMatch(text, faults)))
                .orElse(NONE);
    }

    /**
     * Whether whoever reads has already what it would get. A header that cannot be understood is passed over: the whole answer
     * is never wrong.
     *
     * @param current the revision of what is there; empty when it is not known
     */
    static boolean hasAlready(HttpServerRequest request, Optional<Revision> current) {
        return header(request, IF_NONE_MATCH)
                .flatMap(EntityTags::parse)
                .filter(tags -> tags.any() || current.filter(tags::lists).isPresent())
                .isPresent();
    }

    private static Precondition ifMatch(String text, List<Violation> faults) {
        Optional<EntityTags> tags = EntityTags.parse(text);
        if (tags.isEmpty()) {
            faults.add(
                    new Violation(
                            Code.INVALID_PARAMETER,
                            IF_MATCH,
                            "If-Match must be * or one or more entity tags as an ETag gives them, such as \"7\" with its quotes."));
            return NONE;
        }
        return tags.get().any()
                ? new Precondition.Exists()
                : new Precondition.IsAt(tags.get().strong());
    }

    private static Precondition ifNoneMatch(String text, List<Violation> faults) {
        if (EntityTags.parse(text).filter(EntityTags::any).isEmpty()) {
            faults.add(new Violation(
                    Code.INVALID_PARAMETER,
                    IF_NONE_MATCH,
                    "If-None-Match can only be * here: nothing may be set yet.",
                    new OneOf(List.of("*"))));
            return NONE;
        }
        return new Precondition.Absent();
    }

    /** Several lines are one list. */
    private static Optional<String> header(HttpServerRequest request, String name) {
        List<String> lines = request.headers().getAll(name);
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join(",", lines));
    }
}
