package io.deliverysettings.domain.number;

import io.deliverysettings.domain.document.AdditionalMembers;
import java.util.List;
import java.util.Optional;

/** Numbers and entries in one line each. */
final class Fixtures {

    static final CatalogueNumber FIRST = available("116195731537720", "+1 555-061-2978");
    static final CatalogueNumber SECOND = available("116195731537721", "+1 555-061-2979");
    static final CatalogueNumber GONE = unavailable("116195731537722", "+49 151 12345678");

    private Fixtures() {}

    static CatalogueNumber available(String id, String number) {
        return CatalogueNumber.of(NumberId.of(id), PhoneNumber.of(number), "Name of " + id, QualityRating.GREEN, true);
    }

    static CatalogueNumber unavailable(String id, String number) {
        return CatalogueNumber.of(NumberId.of(id), PhoneNumber.of(number), "Name of " + id, QualityRating.GREEN, false);
    }

    static CatalogueNumber rated(String id, String number, String rating) {
        return CatalogueNumber.of(
                NumberId.of(id), PhoneNumber.of(number), "Name of " + id, new QualityRating(rating), true);
    }

    /** A number of which PingOne leaves out much. */
    static CatalogueNumber sparse(
            Optional<NumberId> id,
            Optional<PhoneNumber> number,
            Availability availability,
            Optional<QualityRating> rating) {
        return new CatalogueNumber(
                id,
                number,
                false,
                availability,
                Optional.empty(),
                rating,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                AdditionalMembers.NONE);
    }

    static CatalogueNumber withoutNumber(String id) {
        return sparse(
                Optional.of(NumberId.of(id)),
                Optional.empty(),
                Availability.AVAILABLE,
                Optional.of(QualityRating.GREEN));
    }

    static CatalogueNumber withoutId(String number) {
        return sparse(
                Optional.empty(),
                Optional.of(PhoneNumber.rebuild(number)),
                Availability.AVAILABLE,
                Optional.of(QualityRating.GREEN));
    }

    static Catalogue catalogue(CatalogueNumber... numbers) {
        return new Catalogue(List.of(numbers));
    }

    static NumberEntry selectedById(String id) {
        return new NumberEntry(Optional.of(NumberId.of(id)), Optional.empty(), true);
    }

    static NumberEntry selectedByNumber(String number) {
        return new NumberEntry(Optional.empty(), Optional.of(PhoneNumber.of(number)), true);
    }

    static NumberEntry selectedByBoth(String id, String number) {
        return new NumberEntry(Optional.of(NumberId.of(id)), Optional.of(PhoneNumber.of(number)), true);
    }

    static NumberEntry selectedByNothing() {
        return new NumberEntry(Optional.empty(), Optional.empty(), true);
    }

    static NumberEntry notSelected(NumberEntry entry) {
        return new NumberEntry(entry.numberId(), entry.number(), false);
    }

    static NumberEntry asEntry(CatalogueNumber number) {
        return new NumberEntry(number.numberId(), number.number(), number.selected());
    }
}
