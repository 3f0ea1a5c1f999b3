package io.deliverysettings.domain.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.validation.Violation.Code;
import io.deliverysettings.domain.validation.Violation.OneOf;
import io.deliverysettings.domain.validation.Violation.Unspecified;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViolationTest {

    @Test
    void withoutAnythingElseTheMessageSaysEverything() {
        assertThat(new Violation(Code.REQUIRED_VALUE, "appId", "appId is missing."))
                .isEqualTo(new Violation(Code.REQUIRED_VALUE, "appId", "appId is missing.", new Unspecified()));
    }

    @Test
    void aViolationNeedsATarget() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Violation(Code.REQUIRED_VALUE, "", "Missing."));
    }

    @Test
    void theAcceptedValuesAreCopied() {
        List<String> values = new ArrayList<>(List.of("a"));
        OneOf oneOf = new OneOf(values);
        values.add("b");

        assertThat(oneOf.values()).containsExactly("a").isUnmodifiable();
    }
}
