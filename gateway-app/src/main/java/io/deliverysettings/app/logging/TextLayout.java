package io.deliverysettings.app.logging;

import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;

/** For people: time, level, who, what, other values, and the correlation id in brackets; what was thrown in lines of its own. */
final class TextLayout {

    private static final int LEVEL_WIDTH = 5;
    private static final int LOGGER_WIDTH = 20;

    private final TargetLengthBasedClassNameAbbreviator loggers =
            new TargetLengthBasedClassNameAbbreviator(LOGGER_WIDTH);

    String lines(SafeEvent event) {
        StringBuilder line = new StringBuilder(256)
                .append(Lines.time(event.time()))
                .append(' ')
                .append(event.level())
                .append(" ".repeat(Math.max(0, LEVEL_WIDTH - event.level().length())))
                .append(' ')
                .append(loggers.abbreviate(event.logger()))
                .append(' ')
                .append(Lines.single(event.message()));
        event.values()
                .forEach((name, value) ->
                        line.append(' ').append(Lines.single(name)).append('=').append(quoted(value.toString())));
        event.correlationId()
                .ifPresent(id -> line.append(" [").append(Lines.single(id)).append(']'));
        line.append(System.lineSeparator());
        event.stackTrace().ifPresent(line::append);
        return line.toString();
    }

    /** A value that is not one word is put in quotes, so that its end is where it ends. */
    private static String quoted(String value) {
        boolean isWord = !value.isEmpty() && value.indexOf(' ') < 0 && value.indexOf('"') < 0 && value.indexOf('=') < 0;
        return isWord ? Lines.single(value) : '"' + Lines.single(value.replace("\"", "\\\"")) + '"';
    }
}
