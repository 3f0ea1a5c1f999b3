package io.deliverysettings.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ids of Meta that follow the same rule but are never the same thing. */
class AccountAndAppIdTest {

    private static final String DIGITS_64 = "1234567890123456789012345678901234567890123456789012345678901234";

    @ParameterizedTest
    @ValueSource(strings = {"0", "107794359053209", DIGITS_64})
    void digitsAreAnId(String text) {
        assertThat(BusinessAccountId.parse(text, "id")).isEqualTo(Parsed.valid(new BusinessAccountId(text)));
        assertThat(AppId.parse(text, "id")).isEqualTo(Parsed.valid(new AppId(text)));
        assertThat(new BusinessAccountId(text)).hasToString(text);
        assertThat(new AppId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "12 3", "-1", "12a", "12\n", "\u0661", DIGITS_64 + "5"})
    void anythingElseIsRefused(String text) {
        assertThat(BusinessAccountId.parse(text, "whatsAppAccountBusinessId"))
                .isEqualTo(Parsed.invalid(new Violation(
                        Code.INVALID_VALUE,
                        "whatsAppAccountBusinessId",
                        "whatsAppAccountBusinessId must be 1 to 64 digits, such as 107794359053209.",
                        new MatchOf("^[0-9]{1,64}$"))));
        assertThat(AppId.parse(text, "appId"))
                .isEqualTo(Parsed.invalid(new Violation(
                        Code.INVALID_VALUE,
                        "appId",
                        "appId must be 1 to 64 digits, such as 263386889724299.",
                        new MatchOf("^[0-9]{1,64}$"))));
    }

    @Test
    void leadingZerosCount() {
        assertThat(new BusinessAccountId("01")).isNotEqualTo(new BusinessAccountId("1"));
        assertThat(new AppId("01")).isNotEqualTo(new AppId("1"));
    }

    @Test
    void whatPingOneGaveIsKeptWhateverItIsAsLongAsItIsSomething() {
        assertThat(new BusinessAccountId("waba-1").value()).isEqualTo("waba-1");
        assertThat(new AppId("app-1").value()).isEqualTo("app-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new BusinessAccountId(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new AppId(""));
    }
}
