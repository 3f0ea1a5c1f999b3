package io.deliverysettings.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deliverysettings.domain.number.NumberEntry;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.NumberSelection;
import io.deliverysettings.domain.number.PhoneNumber;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
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
        Faults faults = new Faults();
        WhatsAppRequest request = read(body, faults);
        faults.addAll(validator.violations(request));
        return toDomain(request, faults);
    }

    /** Each target once: a member of the wrong type is not also missing. */
    private static final class Faults {
        private final List<Violation> violations = new ArrayList<>();
        private final Set<String> targets = new HashSet<>();

        void addAll(List<Violation> found) {
            for (Violation violation : found) {
                if (targets.add(violation.target())) {
                    violations.add(violation);
                }
            }
        }

        boolean hasNone(String target) {
            return !targets.contains(target);
        }

        <T> Optional<T> valueOf(Parsed<T> parsed) {
            return parsed.fold(Optional::of, found -> {
                addAll(found);
                return Optional.empty();
            });
        }
    }

    private static WhatsAppRequest read(ObjectNode body, Faults faults) {
        return new WhatsAppRequest(
                text(body, "", "provider", faults),
                text(body, "", "whatsAppAccountBusinessId", faults),
                text(body, "", "appId", faults),
                secret(body, "appSecret", faults),
                secret(body, "userAccessToken", faults),
                numbers(body, faults));
    }

    private static @Nullable Secret secret(ObjectNode body, String member, Faults faults) {
        String text = text(body, "", member, faults);
        return text == null ? null : faults.valueOf(Secret.parse(text, member)).orElse(null);
    }

    private static @Nullable List<NumberEntryRequest> numbers(ObjectNode body, Faults faults) {
        JsonNode node = body.get("numbers");
        if (node == null || node.isNull()) {
            return null;
        }
        if (!(node instanceof ArrayNode array)) {
            faults.addAll(List.of(wrongType("numbers", "a list of objects")));
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

    private static NumberEntryRequest entry(JsonNode node, String path, Faults faults) {
        if (!(node instanceof ObjectNode object)) {
            faults.addAll(List.of(wrongType(path, "an object")));
            return NO_NUMBER;
        }
        return new NumberEntryRequest(
                text(object, path + ".", "numberId", faults),
                text(object, path + ".", "number", faults),
                flag(object, path + ".", "selected", faults));
    }

    private static @Nullable String text(ObjectNode object, String prefix, String member, Faults faults) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            String hint = node.isNumber() ? "a string in quotes; a JSON number can lose digits" : "a string";
            faults.addAll(List.of(wrongType(prefix + member, hint)));
            return null;
        }
        return node.textValue();
    }

    private static boolean flag(ObjectNode object, String prefix, String member, Faults faults) {
        JsonNode node = object.get(member);
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            faults.addAll(List.of(wrongType(prefix + member, "true or false, without quotes")));
        }
        return node.booleanValue();
    }

    private static Violation wrongType(String target, String wanted) {
        return new Violation(Code.INVALID_VALUE, target, target + " must be " + wanted + ".");
    }

    private static Parsed<DesiredSettings> toDomain(WhatsAppRequest request, Faults faults) {
        Optional<Provider> provider = domain(request.provider(), "provider", Provider::parse, faults);
        Optional<BusinessAccountId> account = domain(
                request.whatsAppAccountBusinessId(), "whatsAppAccountBusinessId", BusinessAccountId::parse, faults);
        Optional<AppId> app = domain(request.appId(), "appId", AppId::parse, faults);
        Optional<List<NumberEntry>> numbers =
                Optional.ofNullable(request.numbers()).map(entries -> entries(entries, faults));
        // The use case asks the same; asked here too, so that one answer holds every fault.
        numbers.ifPresent(entries -> faults.addAll(selectionFaults(entries, faults)));
        if (provider.isPresent()
                && account.isPresent()
                && app.isPresent()
                && request.appSecret() != null
                && request.userAccessToken() != null
                && faults.violations.isEmpty()) {
            return Parsed.valid(new DesiredSettings(
                    provider.get(), account.get(), app.get(), request.appSecret(), request.userAccessToken(), numbers));
        }
        return new Parsed.Invalid<>(faults.violations);
    }

    /** An entry whose number could not be read does name one: that it is missing would be wrong. */
    private static List<Violation> selectionFaults(List<NumberEntry> entries, Faults faults) {
        return NumberSelection.check(entries).stream()
                .filter(violation -> violation.code() != Code.REQUIRED_VALUE
                        || faults.hasNone(violation.target().replace("].numberId", "].number")))
                .toList();
    }

    private static List<NumberEntry> entries(List<NumberEntryRequest> requests, Faults faults) {
        List<NumberEntry> entries = new ArrayList<>(requests.size());
        for (int i = 0; i < requests.size(); i++) {
            NumberEntryRequest request = requests.get(i);
            String path = "numbers[" + i + "].";
            entries.add(new NumberEntry(
                    domain(request.numberId(), path + "numberId", NumberId::parse, faults),
                    domain(request.number(), path + "number", PhoneNumber::parse, faults),
                    request.selected()));
        }
        return entries;
    }

    private static <T> Optional<T> domain(
            @Nullable String text, String target, BiFunction<String, String, Parsed<T>> parse, Faults faults) {
        return text != null && faults.hasNone(target) ? faults.valueOf(parse.apply(text, target)) : Optional.empty();
    }
}
