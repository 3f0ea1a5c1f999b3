package io.deliverysettings.domain.number;

import java.util.Objects;
import java.util.Optional;

/**
 * One element of the list in a request: which number it means and whether that is to be the one to send from. Its
 * position in the list is how a violation names it.
 *
 * @param numberId Meta's id, as given
 * @param number the phone number, as written
 * @param selected whether to send from it
 */
public record NumberEntry(Optional<NumberId> numberId, Optional<PhoneNumber> number, boolean selected) {

    /** Refuses {@code null}. */
    public NumberEntry {
        Objects.requireNonNull(numberId, "numberId");
        Objects.requireNonNull(number, "number");
    }

    /**
     * The entry that selects a number of the catalogue, with both of its names where it has both.
     *
     * @param number a number of the catalogue
     * @return an entry to send to PingOne
     */
    public static NumberEntry selecting(CatalogueNumber number) {
        return new NumberEntry(number.numberId(), number.number(), true);
    }

    /** Whether both entries ask for the same, however the number is written. */
    boolean asksForTheSameAs(NumberEntry other) {
        return selected == other.selected
                && numberId.equals(other.numberId)
                && number.map(PhoneNumber::digits).equals(other.number.map(PhoneNumber::digits));
    }
}
