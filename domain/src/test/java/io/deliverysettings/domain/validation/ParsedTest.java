package io.deliverysettings.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.validation.Parsed.Invalid;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedTest {

    private static final Violation FIRST = new Violation(Code.INVALID_VALUE, "a", "First.");
    private static final Violation SECOND = new Violation(Code.REQUIRED_VALUE, "b", "Second.");
    private static final Violation THIRD = new Violation(Code.EMPTY_VALUE, "c", "Third.");

    @Test
    void eachCaseFoldsIntoItsOwnFunction() {
        assertThat(Parsed.valid(7).<String>fold(value -> "valid " + value, violations -> "invalid"))
                .isEqualTo("valid 7");
        assertThat(Parsed.<Integer>invalid(FIRST)
                        .<String>fold(value -> "valid", violations -> "invalid " + violations.size()))
                .isEqualTo("invalid 1");
    }

    @Test
    void onlyAValidOneHasAValue() {
        assertThat(Parsed.valid(7).toOptional()).contains(7);
        assertThat(Parsed.invalid(FIRST).toOptional()).isEmpty();
    }

    @Test
    void theFaultsOfAnInvalidOneAreCollected() {
        List<Violation> faults = new ArrayList<>(List.of(FIRST));

        assertThat(Parsed.valid(7).collectInto(faults)).contains(7);
        assertThat(faults).containsExactly(FIRST);
        assertThat(new Invalid<>(List.of(SECOND, THIRD)).collectInto(faults)).isEmpty();
        assertThat(faults).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void anInvalidOneNeedsAViolation() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Invalid<>(List.of()));
    }

    @Test
    void theViolationsAreCopied() {
        List<Violation> violations = new ArrayList<>(List.of(FIRST));
        Invalid<Integer> invalid = new Invalid<>(violations);
        violations.add(SECOND);

        assertThat(invalid.violations()).containsExactly(FIRST).isUnmodifiable();
    }
}
