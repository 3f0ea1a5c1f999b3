package io.deliverysettings.domain.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "116195731537720", "00000000000000000001", "99999999999999999999"})
    void oneToTwentyDigitsAreAnId(String text) {
        assertThat(NumberId.parse(text, "numberId")).isEqualTo(Parsed.valid(NumberId.rebuild(text)));
        assertThat(NumberId.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "123456789012345678901", "12 3", "+12", "12a", "12\n", "1e3", "\u0661\u0662", "-1", "12.0"})
    void anythingElseIsRefused(String text) {
        assertThat(NumberId.parse(text, "numbers[0].numberId"))
                .isEqualTo(Parsed.invalid(new Violation(
                        Code.INVALID_VALUE,
                        "numbers[0].numberId",
                        "numberId must be 1 to 20 digits, such as 116195731537720.",
                        new MatchOf("^[0-9]{1,20}$"))));
        assertThatIllegalArgumentException().isThrownBy(() -> NumberId.of(text));
    }

    @Test
    void leadingZerosCount() {
        assertThat(NumberId.of("012")).isNotEqualTo(NumberId.of("12"));
    }

    @Test
    void whatPingOneGaveIsRebuiltWhateverItIs() {
        assertThat(NumberId.rebuild("a-new-kind-of-id").value()).isEqualTo("a-new-kind-of-id");
    }

    @Test
    void anEmptyTextIsNoIdAtAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> NumberId.rebuild(""));
    }
}
