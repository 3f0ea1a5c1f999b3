package io.deliverysettings.adapter.http;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path as it may stand in a log: the words of this API, ids and numbers. Any other segment is text that a caller has made up,
 * which may be a secret that was put at the wrong place, and is shown as an asterisk.
 */
final class LoggedPath {

    private static final int MOST_SEGMENTS = 12;
    private static final String OTHER = "*";

    /** The words of every route; what begins with a colon is no word. */
    private static final Set<String> WORDS = Arrays.stream(String.join(
                            "",
                            Links.RESTORE_ROUTE,
                            Links.OPERATION_ROUTE,
                            Links.NUMBERS_ROUTE,
                            Links.SELECTED_NUMBER_ROUTE)
                    .split("/", -1))
            .filter(word -> !word.startsWith(":"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int UUID_LENGTH = 36;
    private static final int LONGEST_NUMBER = 10;

    private LoggedPath() {}

    /** The path of a request; where what was asked for has only one address, that. */
    static String of(@Nullable String path, Optional<String> route) {
        return route.filter(template -> !template.contains("{")).orElseGet(() -> of(path));
    }

    /** A path without its query; what goes on for long is cut. */
    static String of(@Nullable String path) {
        if (path == null) {
            return OTHER;
        }
        StringJoiner shown = new StringJoiner("/");
        for (String segment : path.split("/", MOST_SEGMENTS + 1)) {
            shown.add(isShown(segment) ? segment : OTHER);
        }
        return shown.toString();
    }

    private static boolean isShown(String segment) {
        return WORDS.contains(segment)
                || (segment.length() == UUID_LENGTH && UUID.matcher(segment).matches())
                || (segment.length() <= LONGEST_NUMBER
                        && NUMBER.matcher(segment).matches());
    }
}
