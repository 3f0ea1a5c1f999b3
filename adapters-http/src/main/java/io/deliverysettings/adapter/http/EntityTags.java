package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.history.Revision;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code If-Match} or {@code If-None-Match} (RFC 9110, sections 8.8.3 and 13.1): any, or a list of tags. Tags
 * that cannot be the gateway's are left out, since they match nothing.
 *
 * @param any whether it is {@code *}
 * @param strong the revisions that strong tags name
 * @param weak the revisions that weak tags name
 */
record EntityTags(boolean any, Set<Revision> strong, Set<Revision> weak) {

    private static final String ANY = "*";

    /** One element, which may be empty, with what ends it. Possessive, so that a long header takes no longer than its length. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*+(?:(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*+)\"[ \\t]*+)?+(,|$)");

    EntityTags {
        strong = Set.copyOf(strong);
        weak = Set.copyOf(weak);
    }

    /** The tag of a revision. */
    static String of(Revision revision) {
        return "\"" + revision + "\"";
    }

    /** Empty when the text is neither {@code *} nor a list of at least one tag. */
    static Optional<EntityTags> parse(String text) {
        if (text.strip().equals(ANY)) {
            return Optional.of(new EntityTags(true, Set.of(), Set.of()));
        }
        Set<Revision> strong = new HashSet<>();
        Set<Revision> weak = new HashSet<>();
        boolean hasTag = false;
        Matcher element = ELEMENT.matcher(text);
        for (int from = 0; element.region(from, text.length()).lookingAt(); from = element.end()) {
            String tag = element.group(2);
            if (tag != null) {
                hasTag = true;
                Set<Revision> revisions = element.group(1) == null ? strong : weak;
                Revision.parse(tag, "tag").toOptional().ifPresent(revisions::add);
            }
            if (element.group(3).isEmpty()) {
                return hasTag ? Optional.of(new EntityTags(false, strong, weak)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Weak comparison with the tags of the list. */
    boolean lists(Revision revision) {
        return strong.contains(revision) || weak.contains(revision);
    }
}
