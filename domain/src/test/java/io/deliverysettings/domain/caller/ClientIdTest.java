package io.deliverysettings.domain.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"0f3f2f1e-0b1a-4c7e-8a55-6d8c8b1f9a01", "app@example", "a:b", "A_1.x-y"})
    void aSaneIdIsTakenAsItIs(String text) {
        assertThat(ClientId.ifSane(text)).hasToString("Optional[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "<b>", "é", "\"", "${x}"})
    void whatCouldSpoilALogIsNotTaken(String text) {
        assertThat(ClientId.ifSane(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new ClientId(text));
    }

    @Test
    void moreThanAHundredCharactersAreNotTaken() {
        assertThat(ClientId.ifSane("a".repeat(100))).isPresent();
        assertThat(ClientId.ifSane("a".repeat(101))).isEmpty();
    }
}
