package io.deliverysettings.domain.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectionPolicyTest {

    @Test
    void byDefaultTheOnlyNumberIsChosenAndAnyQualityWillDo() {
        assertThat(SelectionPolicy.DEFAULT).isEqualTo(new SelectionPolicy(true, Optional.empty()));
    }

    @Test
    void eachPartIsDecidedWithoutTheOther() {
        SelectionPolicy strict = SelectionPolicy.DEFAULT.withMinimumQuality(QualityRating.YELLOW);

        assertThat(strict).isEqualTo(new SelectionPolicy(true, Optional.of(QualityRating.YELLOW)));
        assertThat(strict.withoutChoosingOnlyNumber())
                .isEqualTo(new SelectionPolicy(false, Optional.of(QualityRating.YELLOW)));
        assertThat(SelectionPolicy.DEFAULT
                        .withoutChoosingOnlyNumber()
                        .withMinimumQuality(QualityRating.RED)
                        .choosesOnlyNumber())
                .isFalse();
    }

    @Test
    void aMinimumOutsideOfTheOrderIsRefused() {
        QualityRating unknown = new QualityRating("UNKNOWN");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SelectionPolicy.DEFAULT.withMinimumQuality(unknown))
                .withMessageContaining("GREEN, YELLOW or RED");
    }
}
