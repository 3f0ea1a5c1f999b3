package io.deliverysettings.adapter.http;

import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How a caller wrote which number it means: one element of a list, or a body of its own. Read-only members are not kept. */
record NumberEntryRequest(
        @Size(max = 64) @Nullable String numberId,
        @Size(max = 64) @Nullable String number,
        boolean selected) {

    /** What could not be read is left out of the entry. */
    NumberEntry toDomain(String path, RequestFaults faults) {
        return new NumberEntry(
                faults.valueOf(numberId, path + "numberId", NumberId::parse),
                faults.valueOf(number, path + "number", PhoneNumber::parse),
                selected);
    }
}
