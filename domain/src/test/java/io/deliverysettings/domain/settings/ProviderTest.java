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

class ProviderTest {

    @Test
    void theKnownProviderIsRecognised() {
        assertThat(Provider.parse("CUSTOM_WHATSAPP", "provider")).isEqualTo(Parsed.valid(Provider.CUSTOM_WHATSAPP));
        assertThat(Provider.CUSTOM_WHATSAPP).hasToString("CUSTOM_WHATSAPP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOM_OTHER", "twilio", "A-1", "x"})
    void anUnknownProviderPassesThrough(String text) {
        assertThat(Provider.parse(text, "provider")).isEqualTo(Parsed.valid(new Provider(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "A B", "A\n", "\u00c9", "<x>"})
    void whatIsNoNameIsRefused(String text) {
        assertThat(Provider.parse(text, "provider"))
                .isEqualTo(Parsed.invalid(new Violation(
                        Code.INVALID_VALUE,
                        "provider",
                        "provider must be the name of a provider, such as CUSTOM_WHATSAPP.",
                        new MatchOf("^[A-Za-z0-9_-]{1,64}$"))));
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThat(Provider.parse("A".repeat(64), "provider").toOptional()).isPresent();
        assertThat(Provider.parse("A".repeat(65), "provider").toOptional()).isEmpty();
    }

    @Test
    void anEmptyTextIsNoProvider() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Provider(""));
    }
}
