package io.deliverysettings.domain.number;

import io.deliverysettings.domain.document.AdditionalMembers;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One phone number of a WhatsApp account, as PingOne describes it. All of it but {@code selected} is read-only at PingOne.
 *
 * @param numberId Meta's id; PingOne is expected to give it always
 * @param number as displayed; PingOne is expected to give it always
 * @param selected whether this is the number to send from
 * @param availability whether the account has the number right now
 * @param verifiedName the name that recipients see
 * @param qualityRating Meta's rating; an open set
 * @param type such as {@code WHATSAPP}; an open set
 * @param capabilities such as {@code WHATSAPP}; an open set; empty when PingOne says nothing of them
 * @param createdAt when PingOne made the entry; it makes it anew on every write
 * @param additional members beyond these
 */
public record CatalogueNumber(
        Optional<NumberId> numberId,
        Optional<PhoneNumber> number,
        boolean selected,
        Availability availability,
        Optional<String> verifiedName,
        Optional<QualityRating> qualityRating,
        Optional<String> type,
        List<String> capabilities,
        Optional<Instant> createdAt,
        AdditionalMembers additional) {

    /** Refuses {@code null} and copies the list. */
    public CatalogueNumber {
        Objects.requireNonNull(numberId, "numberId");
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(availability, "availability");
        Objects.requireNonNull(verifiedName, "verifiedName");
        Objects.requireNonNull(qualityRating, "qualityRating");
        Objects.requireNonNull(type, "type");
        capabilities = List.copyOf(capabilities);
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(additional, "additional");
    }

    /**
     * A number of which only what the rules look at is known; for embedding applications and tests.
     *
     * @param numberId Meta's id
     * @param number as displayed
     * @param verifiedName the name that recipients see
     * @param qualityRating Meta's rating
     * @param available whether the account has it right now
     * @return the number, not selected
     */
    public static CatalogueNumber of(
            NumberId numberId,
            PhoneNumber number,
            String verifiedName,
            QualityRating qualityRating,
            boolean available) {
        return new CatalogueNumber(
                Optional.of(numberId),
                Optional.of(number),
                false,
                available ? Availability.AVAILABLE : Availability.UNAVAILABLE,
                Optional.of(verifiedName),
                Optional.of(qualityRating),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                AdditionalMembers.NONE);
    }

    /**
     * Whether the number can be sent from, as far as PingOne says.
     *
     * @return false only when PingOne says that it is not available
     */
    public boolean isAvailable() {
        return availability != Availability.UNAVAILABLE;
    }

    /**
     * The same number, selected or not.
     *
     * @param selected whether it is to be the number to send from
     * @return this number itself when nothing changes
     */
    public CatalogueNumber withSelected(boolean selected) {
        return selected == this.selected
                ? this
                : new CatalogueNumber(
                        numberId,
                        number,
                        selected,
                        availability,
                        verifiedName,
                        qualityRating,
                        type,
                        capabilities,
                        createdAt,
                        additional);
    }

    /**
     * Id, number and verified name in one line for people, such as {@code 116195731537720 (+1 555-061-2978, "Test
     * Number")}.
     *
     * @return what of the three is known; never empty
     */
    public String describe() {
        String id = numberId.map(NumberId::value).orElse("a number without id");
        String name = verifiedName.map(text -> "\"" + text + "\"").orElse("");
        String display = number.map(PhoneNumber::text).orElse("");
        String separator = display.isEmpty() || name.isEmpty() ? "" : ", ";
        String rest = display + separator + name;
        return rest.isEmpty() ? id : id + " (" + rest + ")";
    }
}
