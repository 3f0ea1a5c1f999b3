package io.deliverysettings.app;

import io.deliverysettings.adapter.pingone.PingOneOptions.Region;
import io.deliverysettings.domain.number.QualityRating;
import io.deliverysettings.domain.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the text of a setting to its value. Each says what it accepts; picocli adds which setting it is. */
final class Converters {

    private Converters() {}

    /** A TCP port. */
    static final class Port implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
                return Integer.valueOf(text);
            }
            throw refused(text, "a port from 0 to 65535 (0: the system chooses)");
        }
    }

    /** A share of a whole. */
    static final class Share implements ITypeConverter<Double> {
        // Double.valueOf also takes "NaN", "0x1p0" and "1d". A small number comes out of a YAML file as 5.0E-4.
        private static final Pattern DECIMAL = Pattern.compile("[0-9](\\.[0-9]{1,17})?(E-[0-9]{1,2})?");

        @Override
        public Double convert(String text) {
            if (DECIMAL.matcher(text).matches() && Double.parseDouble(text) <= 1) {
                return Double.valueOf(text);
            }
            throw refused(text, "a share from 0 to 1, such as 0.1");
        }
    }

    /** A length of time. */
    static final class TimeSpan implements ITypeConverter<Duration> {
        private static final Pattern PATTERN = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
        private static final Map<String, Duration> UNITS = Map.of(
                "ms", Duration.ofMillis(1),
                "s", Duration.ofSeconds(1),
                "m", Duration.ofMinutes(1),
                "h", Duration.ofHours(1));

        @Override
        public Duration convert(String text) {
            Matcher matcher = PATTERN.matcher(text);
            Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
            if (unit == null) {
                throw refused(text, "a number with ms, s, m or h, such as 30s");
            }
            return unit.multipliedBy(Long.parseLong(matcher.group(1)));
        }
    }

    /** An http or https address. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create(text);
                if (text.matches("(?i)https?://.*") && address.getHost() != null) {
                    return address;
                }
            } catch (IllegalArgumentException malformed) {
                // Refused below, like any other text that is no address.
            }
            throw refused(text, "an http or https address, such as https://api.pingone.eu/v1");
        }
    }

    /** A region of PingOne, by its top-level domain. */
    static final class RegionName implements ITypeConverter<Region> {
        @Override
        public Region convert(String text) {
            return Arrays.stream(Region.values())
                    .filter(region -> region.topLevelDomain().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> refused(text, "one of com, ca, eu, com.au, sg, asia"));
        }
    }

    /** A quality rating that has a place in the order. */
    static final class Quality implements ITypeConverter<QualityRating> {
        @Override
        public QualityRating convert(String text) {
            return List.of(QualityRating.GREEN, QualityRating.YELLOW, QualityRating.RED).stream()
                    .filter(rating -> rating.value().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> refused(text, "one of GREEN, YELLOW, RED"));
        }
    }

    /** Yes or no. */
    static final class YesOrNo implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String text) {
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.valueOf(text);
            }
            throw refused(text, "true or false");
        }
    }

    /** Who finds out who calls. */
    static final class CallerAuthName implements ITypeConverter<CallerAuth> {
        @Override
        public CallerAuth convert(String text) {
            return Arrays.stream(CallerAuth.values())
                    .filter(auth -> auth.text().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> refused(text, "one of pingone-jwt, forward"));
        }
    }

    /** A secret; what is wrong with one is told without showing it. */
    static final class SecretText implements ITypeConverter<Secret> {
        @Override
        public Secret convert(String text) {
            if (text.isBlank()) {
                throw new TypeConversionException("must not be empty");
            }
            return Secret.of(text);
        }
    }

    private static TypeConversionException refused(String text, String accepted) {
        return new TypeConversionException("'" + text + "' is not " + accepted);
    }
}
