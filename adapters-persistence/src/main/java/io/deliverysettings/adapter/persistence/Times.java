package io.deliverysettings.adapter.persistence;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as text, to the nanosecond and always of the same length, so that the database can compare them. */
final class Times {

    private static final DateTimeFormatter NINE_DIGITS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    private Times() {}

    static String write(Instant time) {
        return NINE_DIGITS.format(time);
    }

    static Instant read(String text) {
        return Instant.parse(text);
    }
}
