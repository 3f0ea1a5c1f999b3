package io.deliverysettings.domain.number;

import static io.deliverysettings.domain.number.Fixtures.FIRST;
import static io.deliverysettings.domain.number.Fixtures.notSelected;
import static io.deliverysettings.domain.number.Fixtures.selectedByBoth;
import static io.deliverysettings.domain.number.Fixtures.selectedById;
import static io.deliverysettings.domain.number.Fixtures.selectedByNumber;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberEntryTest {

    @Test
    void aNumberIsSelectedByBothOfItsNamesAsTheCatalogueHasThem() {
        assertThat(NumberEntry.selecting(FIRST)).isEqualTo(selectedByBoth("116195731537720", "+1 555-061-2978"));
    }

    @Test
    void entriesAskForTheSameWhateverTheFormat() {
        assertThat(selectedByBoth("1", "+1 555-061-2978").asksForTheSameAs(selectedByBoth("1", "0015550612978")))
                .isTrue();
    }

    @Test
    void entriesThatDifferInAnythingElseDoNotAskForTheSame() {
        NumberEntry entry = selectedByBoth("1", "15550612978");

        assertThat(entry.asksForTheSameAs(notSelected(entry))).isFalse();
        assertThat(entry.asksForTheSameAs(selectedByBoth("2", "15550612978"))).isFalse();
        assertThat(entry.asksForTheSameAs(selectedByBoth("1", "15550612979"))).isFalse();
        assertThat(entry.asksForTheSameAs(selectedById("1"))).isFalse();
        assertThat(entry.asksForTheSameAs(selectedByNumber("15550612978"))).isFalse();
    }
}
