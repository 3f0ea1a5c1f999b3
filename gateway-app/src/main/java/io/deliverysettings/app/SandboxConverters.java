package io.deliverysettings.app;

import io.deliverysettings.sandbox.RateLimits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the text of a setting of the sandbox to its value, as {@link Converters} does for those of the gateway. */
final class SandboxConverters {

    private SandboxConverters() {}

    /** How many calls are let through within a minute; null is any number of them. */
    static final class Limits implements ITypeConverter<@Nullable RateLimits> {
        private static final Pattern PAIR = Pattern.compile("([0-9]{1,6}),([0-9]{1,6})");

        @Override
        public @Nullable RateLimits convert(String text) {
            if (text.equalsIgnoreCase("none")) {
                return null;
            }
            if (text.equalsIgnoreCase("documented")) {
                return RateLimits.documented();
            }
            Matcher pair = PAIR.matcher(text);
            if (!pair.matches()) {
                throw refused(
                        text,
                        "documented, none, or the calls a minute of the licence and of an environment, such as 600,210");
            }
            try {
                return new RateLimits(Integer.parseInt(pair.group(1)), Integer.parseInt(pair.group(2)));
            } catch (IllegalArgumentException outOfBounds) {
                throw new TypeConversionException(outOfBounds.getMessage());
            }
        }
    }

    private static TypeConversionException refused(String text, String accepted) {
        return new TypeConversionException("'" + text + "' is not " + accepted);
    }
}
