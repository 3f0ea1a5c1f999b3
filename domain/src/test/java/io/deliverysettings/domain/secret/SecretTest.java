package io.deliverysettings.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.AtMost;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void aSecretShowsNothingOfItselfWhereverItIsPrinted() {
        Secret secret = Secret.of("app|hunter2");

        assertThat(secret).hasToString("Secret[********]");
        assertThat(String.valueOf(Optional.of(List.of(secret)))).doesNotContain("hunter2");
    }

    @Test
    void theMaskDoesNotGiveAwayTheLength() {
        assertThat(Secret.of("a")).hasToString(Secret.of("a".repeat(100)).toString());
    }

    @Test
    void aSecretIsRevealedAsItWasGiven() {
        assertThat(Secret.of(" appid|s\u00e9cret ").reveal()).isEqualTo(" appid|s\u00e9cret ");
    }

    @Test
    void secretsAreEqualWhenTheirTextsAre() {
        Secret secret = Secret.of("hunter2");

        assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
        assertThat(secret).isNotEqualTo(Secret.of("hunter")).isNotEqualTo(Secret.of("hunter22"));
        assertThat(secret.equals((Object) "hunter2")).isFalse();
        assertThat(secret).isNotEqualTo(null);
    }

    @Property
    void twoTextsMakeEqualSecretsOnlyWhenTheyAreEqual(
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String one,
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String other) {
        assertThat(Secret.of(one).equals(Secret.of(other))).isEqualTo(one.equals(other));
    }

    @Test
    void theHashGivesNothingAway() {
        assertThat(Secret.of("hunter2")).hasSameHashCodeAs(Secret.of("another"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "263386889724299|0123456789abcdef", " spaced ", "\u00e9\ud83d\ude00", "\u00a0x"})
    void theFormOfASecretIsNotJudged(String text) {
        assertThat(Secret.parse(text, "appSecret")).isEqualTo(Parsed.valid(Secret.of(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\t \r\n"})
    void aBlankSecretIsAnEmptyValue(String text) {
        assertThat(onlyViolation(text).code()).isEqualTo(Code.EMPTY_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2\n", "hunter\u00002", "hunter\u00852", "hunter2\ud83d", "\ude00hunter2"})
    void whatIsNoTextIsRefusedWithoutBeingShown(String text) {
        Violation violation = onlyViolation(text);

        assertThat(violation.code()).isEqualTo(Code.INVALID_VALUE);
        assertThat(violation.message()).startsWith("appSecret must not hold").doesNotContain("hunter");
    }

    @Test
    void aSecretHasAtMost4096Characters() {
        assertThat(Secret.parse("x".repeat(4096), "appSecret").toOptional()).isPresent();
        assertThat(onlyViolation("x".repeat(4097)).code()).isEqualTo(Code.SIZE_LIMIT_EXCEEDED);
        assertThat(onlyViolation("x".repeat(4097)).accepted()).isEqualTo(new AtMost(4096));
    }

    @Test
    void anEmptySecretIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
    }

    private static Violation onlyViolation(String text) {
        List<Violation> violations = new ArrayList<>();
        assertThat(Secret.parse(text, "appSecret").collectInto(violations)).isEmpty();
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).target()).isEqualTo("appSecret");
        return violations.get(0);
    }
}
