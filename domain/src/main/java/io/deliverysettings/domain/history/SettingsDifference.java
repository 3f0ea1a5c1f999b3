package io.deliverysettings.domain.history;

import io.deliverysettings.domain.document.AdditionalMembers;
import io.deliverysettings.domain.number.Availability;
import io.deliverysettings.domain.number.CatalogueNumber;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.settings.WhatsAppSettings;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is different between two states of an environment's settings, member by member. The times that PingOne writes with
 * every change, whether or not anything else is different, are left out.
 */
public final class SettingsDifference {

    private SettingsDifference() {}

    /**
     * Compares two states.
     *
     * @param before the earlier one; empty when nothing was set
     * @param after the later one; empty when nothing is set
     * @return in the order of PingOne's document, removed numbers last; empty when nothing but times is different
     */
    public static List<MemberChange> between(Optional<WhatsAppSettings> before, Optional<WhatsAppSettings> after) {
        Map<String, String> old = before.map(SettingsDifference::members).orElse(Map.of());
        Map<String, String> now = after.map(SettingsDifference::members).orElse(Map.of());
        Set<String> names = new LinkedHashSet<>(now.keySet());
        names.addAll(old.keySet());
        return names.stream()
                .map(name ->
                        new MemberChange(name, Optional.ofNullable(old.get(name)), Optional.ofNullable(now.get(name))))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
    }

    private static Map<String, String> members(WhatsAppSettings settings) {
        Map<String, String> members = new LinkedHashMap<>();
        put(members, "id", settings.id());
        put(members, "provider", settings.provider().map(Provider::value));
        put(members, "type", settings.type());
        members.put("whatsAppAccountBusinessId", settings.accountId().value());
        put(members, "appId", settings.appId().map(AppId::value));
        put(members, "status", settings.status());
        List<CatalogueNumber> numbers = settings.catalogue().numbers();
        for (int i = 0; i < numbers.size(); i++) {
            put(members, numbers.get(i), nameOf(numbers.get(i), i));
        }
        additional(members, "", settings.additional());
        additional(members, "_links.", settings.additionalLinks());
        return members;
    }

    private static void put(Map<String, String> members, CatalogueNumber number, String name) {
        members.put(name + "selected", String.valueOf(number.selected()));
        put(members, name + "number", number.number().map(PhoneNumber::text));
        if (number.availability() != Availability.UNSTATED) {
            members.put(name + "available", String.valueOf(number.isAvailable()));
        }
        put(members, name + "verifiedName", number.verifiedName());
        put(members, name + "qualityRating", number.qualityRating().map(QualityRating::value));
        put(members, name + "type", number.type());
        put(
                members,
                name + "capabilities",
                Optional.of(String.join(", ", number.capabilities())).filter(text -> !text.isEmpty()));
        additional(members, name, number.additional());
    }

    /** Numbers are told apart by their names, since PingOne may list them in another order. */
    private static String nameOf(CatalogueNumber number, int position) {
        String key = Stream.of(
                        number.numberId().map(NumberId::value), number.number().map(PhoneNumber::text))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> "#" + position);
        return "numbers[" + key + "].";
    }

    private static void additional(Map<String, String> members, String prefix, AdditionalMembers additional) {
        additional.jsonByName().forEach((name, json) -> members.put(prefix + name, json));
    }

    private static void put(Map<String, String> members, String name, Optional<String> value) {
        value.ifPresent(text -> members.put(name, text));
    }
}
