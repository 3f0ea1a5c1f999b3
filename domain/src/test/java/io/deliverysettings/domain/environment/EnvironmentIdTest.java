package io.deliverysettings.domain.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentIdTest {

    private static final String TEXT = "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6";

    @Test
    void upperAndLowerCaseAreTheSameId() {
        EnvironmentId upper = EnvironmentId.of("ABFBA8F6-49EB-49F5-A5D9-80AD5C98F9F6");

        assertThat(upper).isEqualTo(EnvironmentId.of(TEXT)).hasSameHashCodeAs(EnvironmentId.of(TEXT));
        assertThat(upper).hasToString(TEXT);
    }

    @Test
    void anyVersionOfUuidWillDo() {
        assertThat(EnvironmentId.of("00000000-0000-0000-0000-000000000000"))
                .hasToString("00000000-0000-0000-0000-000000000000");
        assertThat(EnvironmentId.of("ffffffff-ffff-ffff-ffff-ffffffffffff"))
                .hasToString("ffffffff-ffff-ffff-ffff-ffffffffffff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "abfba8f649eb49f5a5d980ad5c98f9f6",
                "{abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6}",
                "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f",
                "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6a",
                "abfba8f6-49eb-49f5-a5d9-80ad5c98f9fg",
                "abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6\n",
                " abfba8f6-49eb-49f5-a5d9-80ad5c98f9f6",
                "abfba8f6-49eb-49f5-a5d980ad5c98f9f6"
            })
    void anythingElseIsRefused(String text) {
        List<Violation> violations = new ArrayList<>();

        assertThat(EnvironmentId.parse(text, "envID").collectInto(violations)).isEmpty();
        assertThat(violations).extracting(Violation::code).containsExactly(Code.INVALID_PARAMETER);
        assertThat(violations).extracting(Violation::target).containsExactly("envID");
        assertThatIllegalArgumentException().isThrownBy(() -> EnvironmentId.of(text));
    }
}
