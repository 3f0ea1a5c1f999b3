package io.deliverysettings.app;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which metrics an expression of Prometheus asks for. Knows as much of the language as the expressions in {@code deploy/} use. */
final class PromQl {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** Grafana's, of which only the metric is one. */
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\(([^,]*),[^)]*\\)");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*\\b(?!\\s*\\()");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private PromQl() {}

    /** The names, as Prometheus has them. */
    static Set<String> metrics(String expression) {
        String bare = expression;
        for (Pattern noName : new Pattern[] {STRING, SELECTOR, RANGE, LABELS}) {
            bare = noName.matcher(bare).replaceAll(" ");
        }
        bare = LABEL_VALUES.matcher(bare).replaceAll("$1");
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            boolean isPartOfANumber = name.start() > 0 && Character.isDigit(bare.charAt(name.start() - 1));
            if (!isPartOfANumber && !WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }
}
