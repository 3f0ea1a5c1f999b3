package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.DesiredSettings;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From a JSON object to what is wanted, collecting every fault on the way: types first, then presence and size
 * (Hibernate Validator), then meaning (the domain). A member is blamed once, by the first of them that objects.
 */
final class WhatsAppRequestParser {

    private static final NumberEntryRequest NO_NUMBER = new NumberEntryRequest(null, null, false);

    private final WireValidator validator;

    WhatsAppRequestParser(WireValidator validator) {
        this.validator = validator;
    }

    Parsed<DesiredSettings> parse(ObjectNode body) {
        RequestFaults faults = new RequestFaults();
        WhatsAppRequest request = read(body, faults);
        faults.addAll(validator.violations(request));
        return toDomain(request, faults);
    }

    private static WhatsAppRequest read(ObjectNode body, RequestFaults faults) {
        return new WhatsAppRequest(
                JsonMembers.text(body, "", "provider", faults),
                JsonMembers.text(body, "", "whatsAppAccountBusinessId", faults),
                JsonMembers.text(body, "", "appId", faults),
                secret(body, "appSecret", faults),
                secret(body, "userAccessToken", faults),
                numbers(body, faults));
    }

    private static @Nullable Secret secret(ObjectNode body, String member, RequestFaults faults) {
        String text = JsonMembers.text(body, "", member, faults);
        return text == null ? null : faults.valueOf(Secret.parse(text, member)).orElse(null);
    }

    private static @Nullable List<NumberEntryRequest> numbers(ObjectNode body, RequestFaults faults) {
        JsonNode node = body.get("numbers");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!(node instanceof ArrayNode array)) {
            faults.addAll(List.of(JsonMembers.wrongType("numbers", "a list of objects")));
            return null;
        }
        if (array.size() > WhatsAppRequest.MOST_NUMBERS) {
            // The list is refused as a whole; a fault for each of its elements would only be noise.
            return Collections.nCopies(array.size(), NO_NUMBER);
        }
        List<NumberEntryRequest> entries = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            entries.add(entry(array.get(i), "numbers[" + i + "]", faults));
        }
        return entries;
    }

    private static NumberEntryRequest entry(JsonNode node, String path, RequestFaults faults) {
        if (!(node instanceof ObjectNode object)) {
            faults.addAll(List.of(JsonMembers.wrongType(path, "an object")));
            return NO_NUMBER;
        }
        return new NumberEntryRequest(
                JsonMembers.text(object, path + ".", "numberId", faults),
                JsonMembers.text(object, path + ".", "number", faults),
                JsonMembers.flag(object, path + ".", "selected", faults));
    }

    private static Parsed<DesiredSettings> toDomain(WhatsAppRequest request, RequestFaults faults) {
        Optional<Provider> provider = faults.valueOf(request.provider(), "provider", Provider::parse);
        Optional<BusinessAccountId> account = faults.valueOf(
                request.whatsAppAccountBusinessId(), "whatsAppAccountBusinessId", BusinessAccountId::parse);
        Optional<AppId> app = faults.valueOf(request.appId(), "appId", AppId::parse);
        Optional<List<NumberEntry>> numbers =
                Optional.ofNullable(request.numbers()).map(entries -> entries(entries, faults));
        // The use case asks the same; asked here too, so that one answer holds every fault.
        numbers.ifPresent(entries -> faults.addAll(selectionFaults(entries, faults)));
        if (provider.isPresent()
                && account.isPresent()
                && app.isPresent()
                && request.appSecret() != null
                && request.userAccessToken() != null
                && faults.hasNone()) {
            return Parsed.valid(new DesiredSettings(
                    provider.get(), account.get(), app.get(), request.appSecret(), request.userAccessToken(), numbers));
        }
        return new Parsed.Invalid<>(faults.violations());
    }

    private static List<NumberEntry> entries(List<NumberEntryRequest> requests, RequestFaults faults) {
        List<NumberEntry> entries = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            entries.add(requests.get(i).toDomain("numbers[" + i + "].", faults));
        }
        return entries;
    }

    /** An entry whose number could not be read does name one: that it is missing would be wrong. */
    private static List<Violation> selectionFaults(List<NumberEntry> entries, RequestFaults faults) {
        return NumberSelection.check(entries).stream()
                .filter(violation -> violation.code() != Code.REQUIRED_VALUE
                        || faults.hasNone(violation.target().replace("].numberId", "].number")))
                .toList();
    }
}
