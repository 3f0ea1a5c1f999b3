package io.deliverysettings.domain.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "'+1 555-061-2978', 15550612978",
        "'+1.555.061.2978', 15550612978",
        "'(+1) 555 061 2978', 15550612978",
        "'[001] 555 061 2978', 15550612978",
        "'00 1 555 061 2978', 15550612978",
        "'0-0 1 555 061 2978', 15550612978",
        "'1\u00a0555\u2011061\u20132978', 15550612978",
        "' 5550612 ', 5550612",
        "'0555 0612', 05550612",
        "'+00 555 0612', 005550612",
        "'123456789012345', 123456789012345",
        "'00123456789012345', 123456789012345"
    })
    void theDigitsAreWhatIsLeftWithoutPunctuationAndPrefix(String written, String digits) {
        PhoneNumber number = PhoneNumber.of(written);

        assertThat(number.digits()).isEqualTo(digits);
        assertThat(number.text()).isEqualTo(written);
        assertThat(number).hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+",
                "00",
                "555061",
                "00555061",
                "1234567890123456",
                "001234567890123456",
                "1+5550612978",
                "++15550612978",
                "15550612978+",
                "+1 555 061 2978 x5",
                "+1/555/061/2978",
                "+1_555_061_2978",
                "+1\t555\t061\t2978",
                "+1 555 061 2978\n",
                "+1 555 061\u20282978",
                "+1 555 061\u20292978",
                "\uff0b1 555 061 2978",
                "\u0661\u0662\u0663\u0664\u0665\u0666\u0667",
                "+1 555 061 2978\u0000"
            })
    void anythingElseIsRefused(String text) {
        Parsed<PhoneNumber> parsed = PhoneNumber.parse(text, "numbers[4].number");

        List<Violation> violations = violationsOf(parsed);
        assertThat(violations)
                .extracting(Violation::code, Violation::target)
                .containsExactly(tuple(Code.INVALID_VALUE, "numbers[4].number"));
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.of(text));
    }

    @Test
    void aTextOfMoreThan64CharactersIsRefused() {
        assertThat(PhoneNumber.parse("5550612" + " ".repeat(57), "number").toOptional())
                .isPresent();
        assertThat(PhoneNumber.parse("5550612" + " ".repeat(58), "number").toOptional())
                .isEmpty();
    }

    @Test
    void whatWasStoredIsRebuiltWhateverItIs() {
        PhoneNumber number = PhoneNumber.rebuild("not shown");

        assertThat(number.text()).isEqualTo("not shown");
        assertThat(number.digits()).isEmpty();
    }

    @Test
    void anEmptyTextIsNoNumberAtAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> PhoneNumber.rebuild(""));
    }

    @Test
    void aTextWithoutDigitsIsTheSameNumberAsNothing() {
        PhoneNumber undisplayed = PhoneNumber.rebuild("not shown");

        assertThat(undisplayed.isSameNumberAs(undisplayed)).isFalse();
        assertThat(undisplayed.isSameNumberAs(PhoneNumber.rebuild("00"))).isFalse();
        assertThat(undisplayed.isSameNumberAs(PhoneNumber.of("5550612"))).isFalse();
    }

    @Test
    void aNumberIsNotTheSameAsItsBeginning() {
        assertThat(PhoneNumber.of("55506129").isSameNumberAs(PhoneNumber.of("5550612")))
                .isFalse();
        assertThat(PhoneNumber.of("5550612").isSameNumberAs(PhoneNumber.of("55506129")))
                .isFalse();
    }

    @Test
    void numbersAreTheSameWithoutBeingEqual() {
        PhoneNumber one = PhoneNumber.of("+1 555-061-2978");
        PhoneNumber other = PhoneNumber.of("0015550612978");

        assertThat(one.isSameNumberAs(other)).isTrue();
        assertThat(one).isNotEqualTo(other);
    }

    @Property
    void beingTheSameNumberAgreesWithEqualDigits(@ForAll("texts") String one, @ForAll("texts") String other) {
        PhoneNumber left = PhoneNumber.rebuild(one);
        PhoneNumber right = PhoneNumber.rebuild(other);

        assertThat(left.isSameNumberAs(right))
                .isEqualTo(!left.digits().isEmpty() && left.digits().equals(right.digits()))
                .isEqualTo(right.isSameNumberAs(left));
    }

    @Property
    void aRewrittenNumberIsTheSameNumber(
            @ForAll("digits") String digits,
            @ForAll("prefixes") String prefix,
            @ForAll("prefixes") String otherPrefix,
            @ForAll("separators") List<String> separators) {
        PhoneNumber plain = PhoneNumber.of(prefix + digits);
        PhoneNumber punctuated = PhoneNumber.of(otherPrefix + punctuated(digits, separators));

        assertThat(punctuated.digits()).isEqualTo(digits);
        assertThat(plain.isSameNumberAs(punctuated)).isTrue();
    }

    @Property
    void changingADigitMakesItAnotherNumber(
            @ForAll("digits") String digits, @ForAll("separators") List<String> separators, @ForAll int seed) {
        int position = Math.floorMod(seed, digits.length());
        char changed = digits.charAt(position) == '9' ? '1' : '9';
        String others = digits.substring(0, position) + changed + digits.substring(position + 1);

        assertThat(PhoneNumber.of(punctuated(digits, separators)).isSameNumberAs(PhoneNumber.of(others)))
                .isFalse();
    }

    @Property
    void whatMatchesTheStatedPatternIsAccepted(@ForAll("texts") String text) {
        String regex =
                ((MatchOf) violationsOf(PhoneNumber.parse("?", "number")).get(0).accepted()).regex();
        String digitsOrPlus = text.replaceAll("[^0-9+]", "");

        if (text.matches(regex) && text.length() <= 64 && !digitsOrPlus.startsWith("00")) {
            assertThat(PhoneNumber.parse(text, "number").toOptional()).isPresent();
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("0012 -.()[]+x\u00a0\u2011")
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().numeric().ofMinLength(7).ofMaxLength(15).filter(text -> !text.startsWith("0"));
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("", "+", "00", "+ ", "00 ", "(+", "[00]", " ");
    }

    @Provide
    Arbitrary<List<String>> separators() {
        return Arbitraries.of("", " ", "-", ".", "(", ") ", "[", "]", "\u00a0", "\u2013")
                .list()
                .ofSize(15);
    }

    private static String punctuated(String digits, List<String> separators) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < digits.length(); i++) {
            parts.add(digits.charAt(i) + separators.get(i));
        }
        return parts.stream().collect(Collectors.joining());
    }

    private static List<Violation> violationsOf(Parsed<PhoneNumber> parsed) {
        List<Violation> violations = new ArrayList<>();
        assertThat(parsed.collectInto(violations)).isEmpty();
        return violations;
    }
}
