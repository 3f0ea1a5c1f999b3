package io.deliverysettings.adapter.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What counts as JSON: {@code application/json} and {@code application/hal+json}, in UTF-8. */
final class MediaType {

    static final String JSON = "application/json";
    static final String HAL = "application/hal+json";

    private static final Set<String> UTF_8 = Set.of("charset=utf-8", "charset=\"utf-8\"", "charset=utf8");

    private MediaType() {}

    /** Whether there is one such header, and it says JSON: of two, another server may believe the other. */
    static boolean isJson(List<String> contentTypes) {
        return contentTypes.size() == 1 && isJson(contentTypes.get(0));
    }

    /** Whether a body is something other than what its media type says, such as compressed. */
    static boolean isEncoded(List<String> contentEncodings) {
        return !contentEncodings.stream().allMatch("identity"::equalsIgnoreCase);
    }

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        boolean isJson = type.equals(JSON) || type.equals(HAL);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            isJson &= !parameter.startsWith("charset") || UTF_8.contains(parameter);
        }
        return isJson;
    }
}
