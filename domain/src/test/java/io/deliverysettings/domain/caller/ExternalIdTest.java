package io.deliverysettings.domain.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-d/e@f=g#h+9", "\u00e9t\u00e9", "e\u0301", "\u4e2d\u6587", "\u0661", "\u2167"})
    void lettersMarksDigitsAndSomePunctuationAreKept(String text) {
        assertThat(new ExternalId(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'a b', a_b",
        "'a\r\nb', a__b",
        "'a:b', a:b",
        "'a\"b', a_b",
        "'\ud83d\ude00', _",
        "'\ud800', _",
        "' ', _"
    })
    void anythingElseBecomesAnUnderscore(String text, String cleaned) {
        assertThat(new ExternalId(text).value()).isEqualTo(cleaned.replace(':', '_'));
    }

    @Test
    void anIdIsCutAfterAHundredCharacters() {
        assertThat(new ExternalId("a".repeat(100)).value()).hasSize(100);
        assertThat(new ExternalId("a".repeat(100) + "b").value()).isEqualTo("a".repeat(100));
    }

    @Test
    void aCutThroughACharacterOutsideOfTheBasicPlaneLeavesNoHalf() {
        // U+20000 is a letter of two UTF-16 units.
        assertThat(new ExternalId("a".repeat(99) + "\ud840\udc00").value()).isEqualTo("a".repeat(99) + "_");
    }

    @Test
    void anEmptyTextIsNoId() {
        assertThat(ExternalId.ofNonEmpty("")).isEmpty();
        assertThat(ExternalId.ofNonEmpty("t 1")).contains(new ExternalId("t_1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExternalId(""));
    }
}
