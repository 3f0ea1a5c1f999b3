package io.deliverysettings.benchmark;

import java.util.Locale;

/** How numbers are shown. */
final class Numbers {

    private Numbers() {}

    /** With as many digits as there is sense in. */
    static String text(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
