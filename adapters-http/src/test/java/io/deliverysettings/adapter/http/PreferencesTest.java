package io.deliverysettings.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Preferences are read as RFC 7240 writes them, and are never an error. A # stands between lines of the header. */
class PreferencesTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Test
    void withoutAHeaderThereAreNone() {
        Preferences none = Preferences.parse(List.of());

        assertThat(none.areNone()).isTrue();
        assertThat(none.patience()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "respond-async | true |",
                "Respond-ASYNC | true |",
                "respond-async=\"\" | true |",
                "respond-async; foo=bar | true |",
                "respond-async ; wait=10 | true |",
                "respond-async;;wait=10; | true |",
                "wait=10 | false | 10",
                "WAIT=10 | false | 10",
                "wait = 10 | false | 10",
                "wait\t=\t10 | false | 10",
                "wait=\"10\" | false | 10",
                "wait=\"\\1\\0\" | false | 10",
                "wait=0 | false | 0",
                "wait=007 | false | 7",
                "wait=10;a=\"x, wait=3\";b | false | 10",
                "respond-async, wait=10 | true | 10",
                "wait=10,respond-async | true | 10",
                ", ,respond-async,,wait=10, | true | 10",
                "respond-async#wait=10 | true | 10",
                "wait=10#respond-async | true | 10",
                "wait=10, wait=3 | false | 10",
                "wait=10#wait=3 | false | 10",
                "handling=lenient, respond-async, return=minimal | true |",
                "note=\"a, wait=3, b\", wait=10 | false | 10",
                "note=\"a \\\", wait=3\", wait=10 | false | 10",
                "note=\"a \\\\\", wait=10 | false | 10",
                "note=\"never closed, wait=3 # wait=10 | false | 10"
            })
    void whatIsKnownIsRead(String lines, boolean respondAsync, @Nullable Integer seconds) {
        Preferences preferences = parse(lines);

        assertThat(preferences.respondAsync()).isEqualTo(respondAsync);
        assertThat(preferences.waiting()).isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
        assertThat(preferences.areNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "wait",
                "wait=",
                "wait=\"\"",
                "wait=x",
                "wait=-1",
                "wait=+1",
                "wait=1.5",
                "wait=\"1 \"",
                "wait=1s",
                "wait=1 0",
                "wait=\u0661",
                "wait=\"10",
                "wait:10",
                "wait=x, wait=10",
                "wait, wait=10",
                "respond-async=true",
                "respond-async=false",
                "respond-async=x, respond-async",
                "respond-asynchronously",
                "respond-async wait=10",
                "\"respond-async\"",
                "x; respond-async",
                "x; wait=10",
                "x=\"respond-async, wait=10\"",
                "x=\"\\\", respond-async, \"",
                "x=\"respond-async\\",
                "return=representation"
            })
    void whatIsNotKnownOrCannotBeReadIsPassedOver(String lines) {
        assertThat(parse(lines).areNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "61", "999999999", "1000000000", "99999999999999999999", "0000000000000000000061"})
    void nobodyWaitsForLongerThanAQueryMay(String seconds) {
        assertThat(parse("wait=" + seconds).waiting()).contains(LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\"\"", "\"\\", ",", ";", " ", "a", "\\", "=", "a=\"b\","})
    void aHeaderOfAnyLengthIsRead(String piece) {
        assertThat(Preferences.parse(List.of(piece.repeat(16_000))).areNone()).isTrue();
    }

    private static Preferences parse(String lines) {
        return Preferences.parse(Arrays.asList(lines.split("#", -1)));
    }
}
