package io.deliverysettings.domain.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.groups.Tuple.tuple;

import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "7", "999999999999999999"})
    void aWholeNumberFromOneIsARevision(String text) {
        assertThat(Revision.parse(text, "revision").toOptional()).hasToString("Optional[" + text + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "01", "1.0", "1e3", " 1", "٣", "1000000000000000000", "seven"})
    void anythingElseIsNone(String text) {
        List<Violation> faults = new ArrayList<>();

        assertThat(Revision.parse(text, "revision").collectInto(faults)).isEmpty();
        assertThat(faults)
                .extracting(Violation::code, Violation::target)
                .containsExactly(tuple(Code.INVALID_PARAMETER, "revision"));
    }

    @Test
    void zeroIsNoRevision() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Revision(0));
    }

    @Test
    void revisionsAreOrderedByTheirNumbers() {
        assertThat(new Revision(9)).isLessThan(new Revision(10));
    }
}
