package io.deliverysettings.app;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a gateway tells Prometheus.
 *
 * @param text in the text format, version 0.0.4
 */
record Scrape(String text) {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final String LONGEST = "_max";

    /** The names of all samples. */
    Set<String> samples() {
        Set<String> names = new TreeSet<>();
        SAMPLE.matcher(text).results().forEach(sample -> names.add(sample.group(1)));
        return names;
    }

    /** The names under which the samples are gathered: a histogram is one, its longest value included. */
    Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        TYPE.matcher(text).results().forEach(type -> names.add(type.group(1)));
        names.removeIf(name -> name.endsWith("_seconds" + LONGEST)
                && names.contains(name.substring(0, name.length() - LONGEST.length())));
        return names;
    }

    /** What this gateway and another tell. */
    Scrape and(Scrape other) {
        return new Scrape(text + "\n" + other.text);
    }
}
