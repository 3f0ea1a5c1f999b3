package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import java.util.List;

/** From {@code {"numberId": "…"}} or {@code {"number": "…"}} to the entry that selects it. */
final class SelectedNumberParser {

    /** Where the domain sees the entry, which in this body stands alone. */
    private static final String ONLY_ENTRY = "numbers[0].";

    private final WireValidator validator;

    SelectedNumberParser(WireValidator validator) {
        this.validator = validator;
    }

    Parsed<NumberEntry> parse(ObjectNode body) {
        RequestFaults faults = new RequestFaults();
        NumberEntryRequest request = new NumberEntryRequest(
                JsonMembers.text(body, "", "numberId", faults), JsonMembers.text(body, "", "number", faults), true);
        faults.addAll(validator.violations(request));
        NumberEntry entry = request.toDomain("", faults);
        if (faults.hasNone()) {
            // A member that could not be read does name a number: that both are missing is asked only after that.
            faults.addAll(NumberSelection.check(List.of(entry)).stream()
                    .map(SelectedNumberParser::named)
                    .toList());
        }
        return faults.hasNone() ? Parsed.valid(entry) : new Parsed.Invalid<>(faults.violations());
    }

    /** A violation of the domain by the name that the member has in this body. */
    static Violation named(Violation violation) {
        String target = violation.target();
        return target.startsWith(ONLY_ENTRY)
                ? new Violation(
                        violation.code(),
                        target.substring(ONLY_ENTRY.length()),
                        violation.message(),
                        violation.accepted())
                : violation;
    }
}
