package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one PUT document and collects every fault in it. Read-only and unknown members are ignored. */
final class SettingsRequestReader {

    private static final String PROVIDER = "CUSTOM_WHATSAPP";
    private static final Pattern ID = Pattern.compile("[0-9]{1,20}");

    // A body of 1 MiB can hold a hundred thousand faults; nobody reads more than these.
    private static final int MOST_FAULTS = 100;

    private final ObjectNode document;
    private final List<ErrorDetail> faults = new ArrayList<>();

    SettingsRequestReader(ObjectNode document) {
        this.document = document;
    }

    /** The account that the document names, or empty if it names none that could exist. */
    String account() {
        JsonNode account = document.path("whatsAppAccountBusinessId");
        return account.isTextual() && ID.matcher(account.textValue()).matches() ? account.textValue() : "";
    }

    /** The request; only meaningful if {@link #faults()} is empty afterwards. */
    SettingsRequest read() {
        String provider = requiredText("provider");
        if (!provider.isEmpty() && !provider.equals(PROVIDER)) {
            ErrorDetail fault = ErrorDetail.invalid("provider", "provider is not supported.");
            ObjectNode inner = Json.object();
            inner.putArray("allowedValues").add(PROVIDER);
            add(fault.withInnerError(inner));
        }
        String account = requiredId("whatsAppAccountBusinessId");
        String appId = requiredId("appId");
        List<ErrorDetail> refused = new ArrayList<>();
        if (requiredText("appSecret").equals(TestValues.WRONG_APP_SECRET)) {
            refused.add(
                    ErrorDetail.invalid("appSecret", "Meta refused the app secret: it is not the secret of the app."));
        }
        String userAccessToken = requiredText("userAccessToken");
        if (userAccessToken.equals(TestValues.EXPIRED_USER_TOKEN)) {
            refused.add(ErrorDetail.invalid("userAccessToken", "Meta refused the user access token: it has expired."));
        }
        if (userAccessToken.equals(TestValues.NO_SCOPE_USER_TOKEN)) {
            refused.add(ErrorDetail.invalid(
                    "userAccessToken",
                    "Meta refused the user access token: it lacks the permission to manage WhatsApp accounts."));
        }
        return new SettingsRequest(provider, account, appId, selectedNumbers(), List.copyOf(refused));
    }

    List<ErrorDetail> faults() {
        return List.copyOf(faults);
    }

    private List<NumberReference> selectedNumbers() {
        JsonNode numbers = document.path("numbers");
        if (isAbsent(numbers)) {
            return List.of();
        }
        if (!numbers.isArray()) {
            add(ErrorDetail.invalid("numbers", "numbers must be an array."));
            return List.of();
        }
        List<NumberReference> selected = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            readNumber(numbers.get(i), "numbers[" + i + "]", selected);
        }
        return List.copyOf(selected);
    }

    private void readNumber(JsonNode entry, String target, List<NumberReference> selected) {
        if (!entry.isObject()) {
            add(ErrorDetail.invalid(target, target + " must be an object."));
            return;
        }
        String numberId = optionalText(entry, "numberId", target);
        if (numberId != null && !ID.matcher(numberId).matches()) {
            add(idFault(target + ".numberId"));
        }
        String number = optionalText(entry, "number", target);
        if (number != null && !hasDigitsOfNumber(number)) {
            add(ErrorDetail.invalid(target + ".number", target + ".number must have 7 to 15 digits."));
        }
        JsonNode flag = entry.path("selected");
        if (!isAbsent(flag) && !flag.isBoolean()) {
            add(ErrorDetail.invalid(target + ".selected", target + ".selected must be true or false."));
        }
        if (flag.booleanValue()) {
            if (isAbsent(entry.path("numberId")) && isAbsent(entry.path("number"))) {
                add(ErrorDetail.required(target + ".numberId"));
            }
            selected.add(new NumberReference(numberId, number));
        }
    }

    private static boolean hasDigitsOfNumber(String number) {
        int digits = OfferedNumber.digits(number).length();
        return digits >= 7 && digits <= 15;
    }

    private @Nullable String optionalText(JsonNode entry, String name, String target) {
        JsonNode value = entry.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isTextual()) {
            add(ErrorDetail.invalid(target + "." + name, target + "." + name + " must be a string."));
            return null;
        }
        return value.textValue();
    }

    private String requiredId(String name) {
        String id = requiredText(name);
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            add(idFault(name));
        }
        return id;
    }

    /** The member's text, or an empty text if a fault was found. */
    private String requiredText(String name) {
        JsonNode value = document.path(name);
        if (isAbsent(value)) {
            add(ErrorDetail.required(name));
        } else if (!value.isTextual()) {
            add(ErrorDetail.invalid(name, name + " must be a string."));
        } else if (value.textValue().isBlank()) {
            add(ErrorDetail.empty(name));
        } else {
            return value.textValue();
        }
        return "";
    }

    private static ErrorDetail idFault(String target) {
        return ErrorDetail.invalid(target, target + " must be 1 to 20 digits.")
                .withInnerError(Json.object().put("allowedPattern", ID.pattern()));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private void add(ErrorDetail fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        }
    }
}
