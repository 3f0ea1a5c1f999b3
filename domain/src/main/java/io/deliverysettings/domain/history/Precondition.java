package io.deliverysettings.domain.history;

import java.util.Optional;
import java.util.Set;

/** What a caller wants to hold before its change is made, so that it does not undo somebody else's unseen (RFC 9110, 13.1). */
public sealed interface Precondition {

    /** Nothing in particular. */
    record Always() implements Precondition {}

    /** Something has to be set ({@code If-Match: *}). */
    record Exists() implements Precondition {}

    /** Nothing may be set ({@code If-None-Match: *}). */
    record Absent() implements Precondition {}

    /**
     * What is set has to be one of these revisions ({@code If-Match}).
     *
     * @param revisions when empty, it never holds
     */
    record IsAt(Set<Revision> revisions) implements Precondition {
        /** Copies the set. */
        public IsAt {
            revisions = Set.copyOf(revisions);
        }
    }

    /**
     * Whether it holds.
     *
     * @param current the revision of what is set; empty when nothing is set
     * @return true when the change may be made
     */
    default boolean holds(Optional<Revision> current) {
        if (this instanceof Exists) {
            return current.isPresent();
        }
        if (this instanceof Absent) {
            return current.isEmpty();
        }
        return !(this instanceof IsAt wanted)
                || current.filter(wanted.revisions()::contains).isPresent();
    }
}
