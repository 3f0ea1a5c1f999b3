package io.deliverysettings.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.number.NumberId;
import io.deliverysettings.domain.number.PhoneNumber;
import io.deliverysettings.domain.secret.Secret;
import io.deliverysettings.domain.settings.AppId;
import io.deliverysettings.domain.settings.BusinessAccountId;
import io.deliverysettings.domain.settings.Provider;
import io.deliverysettings.domain.validation.Parsed;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.MatchOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever text arrives, reading it ends in a value or in a violation, and never in an exception. */
class ParsingLawsTest {

    private static final String TARGET = "some.member";

    @Property
    void aNumberIdIsItsTextOrAViolation(@ForAll("texts") String text) {
        isItsTextOrAViolation(text, NumberId.parse(text, TARGET), NumberId::value);
    }

    @Property
    void anAppIdIsItsTextOrAViolation(@ForAll("texts") String text) {
        isItsTextOrAViolation(text, AppId.parse(text, TARGET), AppId::value);
    }

    @Property
    void aBusinessAccountIdIsItsTextOrAViolation(@ForAll("texts") String text) {
        isItsTextOrAViolation(text, BusinessAccountId.parse(text, TARGET), BusinessAccountId::value);
    }

    @Property
    void aProviderIsItsTextOrAViolation(@ForAll("texts") String text) {
        isItsTextOrAViolation(text, Provider.parse(text, TARGET), Provider::value);
    }

    @Property
    void anEnvironmentIdIsItsTextInLowerCaseOrAViolation(@ForAll("texts") String text) {
        isItsTextOrAViolation(
                text.toLowerCase(Locale.ROOT), EnvironmentId.parse(text, TARGET), EnvironmentId::toString);
    }

    @Property
    void aPhoneNumberKeepsItsTextAndHas7To15DigitsOrIsAViolation(@ForAll("texts") String text) {
        PhoneNumber.parse(text, TARGET)
                .fold(
                        number -> {
                            assertThat(number.text()).isEqualTo(text);
                            assertThat(number.digits()).matches("[0-9]{7,15}");
                            assertThat(number.isSameNumberAs(number)).isTrue();
                            return number;
                        },
                        ParsingLawsTest::isOneViolationOfTheTarget);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aPhoneNumberOfPingOneIsComparedWhateverItsText(@ForAll("texts") String text, @ForAll("texts") String other) {
        if (!text.isEmpty() && !other.isEmpty()) {
            PhoneNumber number = PhoneNumber.rebuild(text);

            assertThat(number.digits()).matches("[0-9]*");
            assertThat(number.isSameNumberAs(PhoneNumber.rebuild(other)))
                    .isEqualTo(!number.digits().isEmpty()
                            && number.digits().equals(PhoneNumber.rebuild(other).digits()));
        }
    }

    @Property
    void aSecretKeepsItsTextOrIsAViolation(@ForAll("texts") String text) {
        Secret.parse(text, TARGET)
                .fold(
                        secret -> {
                            assertThat(secret.reveal()).isEqualTo(text);
                            return secret;
                        },
                        ParsingLawsTest::isOneViolationOfTheTarget);
    }

    @Property
    void aCorrelationIdIsItsTextOrNothing(@ForAll("texts") String text) {
        Optional<CorrelationId> id = CorrelationId.ifSane(text);

        assertThat(id.map(CorrelationId::value).orElse(text)).isEqualTo(text);
        assertThat(id.isPresent()).isEqualTo(text.matches("[A-Za-z0-9._/@=#+-]{1,100}"));
    }

    @Property
    void anExternalIdIsCutAndCleanedOnce(@ForAll("texts") String text) {
        Optional<ExternalId> id = ExternalId.ofNonEmpty(text);

        assertThat(id.isEmpty()).isEqualTo(text.isEmpty());
        id.map(ExternalId::value).ifPresent(value -> {
            assertThat(value).matches("[\\p{L}\\p{M}\\p{N}._\\-/@=#+]{1,100}");
            assertThat(value.length()).isLessThanOrEqualTo(100);
            assertThat(new ExternalId(value).value()).isEqualTo(value);
        });
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(120);
        Arbitrary<String> surrogates = Arbitraries.strings()
                .withCharRange('\ud800', '\udfff')
                .withChars("1a+")
                .ofMaxLength(120);
        Arbitrary<String> controls = Arbitraries.strings()
                .withCharRange('\u0000', '\u001f')
                .withChars("\u007f\u0085\u2028\u2029\ufeff\u200b\u202e19")
                .ofMaxLength(40);
        Arbitrary<String> almost = Arbitraries.strings()
                .withChars("0123456789 -.()[]+abcdefABCDEF\u00a0\u2011\u0661\uff11\n")
                .ofMaxLength(40);
        Arbitrary<String> right = Arbitraries.of(
                "116195731537720",
                "+1 555-061-2978",
                "00 (1) 555.061.2978",
                "ABFBA8F6-49eb-49f5-a5d9-80ad5c98f9f6",
                "1-1-1-1-1",
                "CUSTOM_WHATSAPP");
        Arbitrary<String> spoilt = Combinators.combine(
                        right,
                        Arbitraries.of("", "", "1", "a", "+", " ", "\u0661", "\n"),
                        Arbitraries.integers().between(0, 40))
                .as((text, extra, at) -> {
                    int position = Math.min(at, text.length());
                    return text.substring(0, position) + extra + text.substring(position);
                });
        Arbitrary<String> veryLong = Combinators.combine(
                        Arbitraries.of("1", "a", " ", "-", "(", "\u0000", "\ud83d\ude00", "ab12-"),
                        Arbitraries.of(63, 64, 65, 100, 101, 50_000))
                .as(String::repeat);
        return Arbitraries.oneOf(List.of(anything, surrogates, controls, almost, right, spoilt, veryLong));
    }

    private static <T> void isItsTextOrAViolation(String text, Parsed<T> parsed, Function<T, String> toText) {
        List<Violation> violations = new ArrayList<>();
        Optional<T> value = parsed.collectInto(violations);
        if (value.isPresent()) {
            assertThat(toText.apply(value.get())).isEqualTo(text);
        } else {
            isOneViolationOfTheTarget(violations);
            assertThat(text).doesNotMatch(((MatchOf) violations.get(0).accepted()).regex());
        }
    }

    private static Violation isOneViolationOfTheTarget(List<Violation> violations) {
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).target()).isEqualTo(TARGET);
        return violations.get(0);
    }
}
