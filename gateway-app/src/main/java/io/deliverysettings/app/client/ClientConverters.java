package io.deliverysettings.app.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the text of an option to its value. Each says what it accepts; picocli adds which option it is. */
final class ClientConverters {

    private ClientConverters() {}

    /** Where a gateway is. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create(text);
                if (text.matches("(?i)https?://.*")
                        && address.getHost() != null
                        && address.getUserInfo() == null
                        && address.getQuery() == null
                        && address.getFragment() == null) {
                    return address;
                }
            } catch (IllegalArgumentException malformed) {
                // Refused below, like any other text that is no address.
            }
            // It may hold a password, so it is not shown.
            throw new TypeConversionException(
                    "must be an http or https address without user, query and fragment, such as http://127.0.0.1:8080");
        }
    }

    /** A length of time. */
    static final class TimeSpan implements ITypeConverter<Duration> {
        private static final Pattern PATTERN = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");
        private static final Map<String, Duration> UNITS = Map.of(
                "ms", Duration.ofMillis(1),
                "s", Duration.ofSeconds(1),
                "m", Duration.ofMinutes(1),
                "h", Duration.ofHours(1));

        @Override
        public Duration convert(String text) {
            Matcher matcher = PATTERN.matcher(text);
            Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
            Duration span = unit == null ? Duration.ZERO : unit.multipliedBy(Long.parseLong(matcher.group(1)));
            if (span.isZero()) {
                throw new TypeConversionException("'" + text + "' is not a number with ms, s, m or h, such as 30s");
            }
            return span;
        }
    }

    /** A condition on what is set now. */
    static final class EntityTag implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.matches("[0-9]{1,18}")) {
                return "\"" + text + "\"";
            }
            if (text.equals("*") || text.matches("\"[0-9]{1,18}\"")) {
                return text;
            }
            throw new TypeConversionException("'" + text + "' is not a revision such as 7, nor *");
        }
    }

    /** An entry of the history. */
    static final class RevisionNumber implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (text.matches("[1-9][0-9]{0,17}")) {
                return Long.valueOf(text);
            }
            throw new TypeConversionException("'" + text + "' is not a revision such as 7");
        }
    }
}
