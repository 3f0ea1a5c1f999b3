package io.deliverysettings.adapter.pingone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource({"0, PT0S", "1, PT1S", "' 120 ', PT2M", "007, PT7S", "999999999, PT999999999S"})
    void secondsAreADuration(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, AdapterFixture.CLOCK)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 23 Nov 2026 12:01:00 GMT | PT1M",
                "Mon, 23 Nov 2026 12:00:00 GMT | PT0S",
                "Mon, 23 Nov 2026 11:59:59 GMT | PT0S",
                "Fri, 01 Jan 1999 00:00:00 GMT | PT0S"
            })
    void aDateIsTheTimeUntilThenAndNeverNegative(String header, Duration expected) {
        assertThat(RetryAfter.parse(header, AdapterFixture.CLOCK)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-1",
                "+1",
                "1.5",
                "1s",
                "1, 2",
                "0x10",
                "1000000000",
                "99999999999999999999",
                "\u0661",
                "Tue, 23 Nov 2026 12:01:00 GMT",
                "Mon, 31 Feb 2026 12:01:00 GMT",
                "2026-11-23T12:01:00Z"
            })
    void whatIsNeitherIsNothing(String header) {
        assertThat(RetryAfter.parse(header, AdapterFixture.CLOCK)).isEmpty();
    }

    @Test
    void noHeaderIsNothing() {
        assertThat(RetryAfter.parse(null, AdapterFixture.CLOCK)).isEmpty();
    }

    @Test
    void theLanguageOfTheMachineDoesNotMatter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(RetryAfter.parse("Wed, 02 Dec 2026 12:00:00 GMT", AdapterFixture.CLOCK))
                    .contains(Duration.ofDays(9));
        } finally {
            Locale.setDefault(before);
        }
    }
}
