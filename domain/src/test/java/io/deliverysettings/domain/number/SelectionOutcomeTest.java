package io.deliverysettings.domain.number;

import static io.deliverysettings.domain.number.Fixtures.FIRST;
import static io.deliverysettings.domain.number.Fixtures.SECOND;
import static io.deliverysettings.domain.number.Fixtures.catalogue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.domain.number.SelectionOutcome.Basis;
import io.deliverysettings.domain.number.SelectionOutcome.ChoiceRequired;
import io.deliverysettings.domain.number.SelectionOutcome.NothingSelectable;
import io.deliverysettings.domain.number.SelectionOutcome.Refused;
import io.deliverysettings.domain.number.SelectionOutcome.Selected;
import io.deliverysettings.domain.validation.Violation;
import io.deliverysettings.domain.validation.Violation.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionOutcomeTest {

    private static final SelectionOutcome SELECTED = new Selected(SECOND, Basis.REQUESTED, List.of());
    private static final SelectionOutcome CHOICE = new ChoiceRequired(List.of(FIRST, SECOND));
    private static final SelectionOutcome NOTHING = new NothingSelectable();
    private static final SelectionOutcome REFUSED =
            new Refused(List.of(new Violation(Code.INVALID_VALUE, "numbers", "No.")), List.of());

    private final Catalogue lying = catalogue(FIRST.withSelected(true), SECOND.withSelected(true));

    @Test
    void everyCaseFoldsIntoItsOwnFunction() {
        assertThat(List.of(SELECTED, CHOICE, NOTHING, REFUSED))
                .extracting(outcome -> outcome.<String>fold(
                        selected -> "selected", choice -> "choice", nothing -> "nothing", refused -> "refused"))
                .containsExactly("selected", "choice", "nothing", "refused");
    }

    @Test
    void aSelectionLeavesOneNumberSelected() {
        assertThat(SELECTED.applyTo(lying)).isEqualTo(catalogue(FIRST, SECOND.withSelected(true)));
    }

    @Test
    void whileNobodyHasChosenNoNumberIsSelected() {
        assertThat(CHOICE.applyTo(lying)).isEqualTo(catalogue(FIRST, SECOND));
        assertThat(NOTHING.applyTo(lying)).isEqualTo(catalogue(FIRST, SECOND));
    }

    @Test
    void aRefusalChangesNothing() {
        assertThat(REFUSED.applyTo(lying)).isSameAs(lying);
    }

    @Test
    void aChoiceAmongNothingIsNoChoice() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChoiceRequired(List.of()));
    }

    @Test
    void aRefusalNeedsAViolation() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Refused(List.of(), List.of(FIRST)));
    }
}
