package io.deliverysettings.domain.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6", "A.b_c-d/e@f=g#h+9"})
    void aSaneIdIsTaken(String text) {
        assertThat(CorrelationId.ifSane(text)).contains(new CorrelationId(text));
        assertThat(new CorrelationId(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\r\nX-Other: 1", "\u00e9", "<script>", "a\u0000", "a\"b", "a:b"})
    void anythingElseIsNot(String text) {
        assertThat(CorrelationId.ifSane(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new CorrelationId(text));
    }

    @Test
    void aHundredCharactersAreTheMost() {
        assertThat(CorrelationId.ifSane("a".repeat(100))).isPresent();
        assertThat(CorrelationId.ifSane("a".repeat(101))).isEmpty();
    }
}
