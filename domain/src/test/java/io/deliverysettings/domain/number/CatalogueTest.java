package io.deliverysettings.domain.number;

import static io.deliverysettings.domain.number.Fixtures.FIRST;
import static io.deliverysettings.domain.number.Fixtures.GONE;
import static io.deliverysettings.domain.number.Fixtures.SECOND;
import static io.deliverysettings.domain.number.Fixtures.catalogue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void selectingOneNumberUnselectsTheOthersAndKeepsTheOrder() {
        Catalogue before = catalogue(FIRST.withSelected(true), GONE.withSelected(true), SECOND);

        assertThat(before.select(SECOND)).isEqualTo(catalogue(FIRST, GONE, SECOND.withSelected(true)));
    }

    @Test
    void theWantedNumberIsFoundSelectedOrNot() {
        Catalogue before = catalogue(FIRST.withSelected(true), SECOND);

        assertThat(before.select(FIRST)).isEqualTo(before);
        assertThat(catalogue(FIRST, SECOND).select(FIRST.withSelected(true))).isEqualTo(before);
    }

    @Test
    void aNumberListedTwiceIsSelectedOnce() {
        assertThat(catalogue(FIRST, FIRST).select(FIRST)).isEqualTo(catalogue(FIRST.withSelected(true), FIRST));
    }

    @Test
    void aNumberOfAnotherCatalogueCannotBeSelected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalogue(FIRST).select(SECOND))
                .withMessageContaining("116195731537721");
    }

    @Test
    void selectingNoneUnselectsAll() {
        assertThat(catalogue(FIRST.withSelected(true), SECOND.withSelected(true))
                        .selectNone())
                .isEqualTo(catalogue(FIRST, SECOND));
    }

    @Test
    void theSelectedNumbersAreThoseThatAreMarked() {
        CatalogueNumber one = GONE.withSelected(true);
        CatalogueNumber other = SECOND.withSelected(true);

        assertThat(catalogue(one, FIRST, other).selected()).containsExactly(one, other);
        assertThat(Catalogue.EMPTY.selected()).isEmpty();
    }

    @Test
    void aNumberIsSelectedOnlyWhenNoOtherIs() {
        CatalogueNumber selected = FIRST.withSelected(true);

        assertThat(catalogue(selected, SECOND).hasSelectedOnly(FIRST)).isTrue();
        assertThat(catalogue(selected, SECOND).hasSelectedOnly(SECOND)).isFalse();
        assertThat(catalogue(selected, SECOND.withSelected(true)).hasSelectedOnly(FIRST))
                .isFalse();
        assertThat(catalogue(FIRST, SECOND).hasSelectedOnly(FIRST)).isFalse();
    }

    @Test
    void theListIsCopied() {
        List<CatalogueNumber> numbers = new ArrayList<>(List.of(FIRST));
        Catalogue catalogue = new Catalogue(numbers);
        numbers.add(SECOND);

        assertThat(catalogue.numbers()).containsExactly(FIRST).isUnmodifiable();
    }
}
