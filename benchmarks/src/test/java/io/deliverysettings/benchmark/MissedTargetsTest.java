package io.deliverysettings.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissedTargetsTest {

    private static final MissedTargets PAGE = MissedTargets.parse("""
            # For writers

            Not shown.

            ## slow

            It is slow.

            It could be quick.

            ## quick: a to b
            """);

    @Test
    void theTextBelowAFiguresNameIsThatOfTheFigure() {
        assertThat(PAGE.of(figure("slow"))).contains("It is slow.\n\nIt could be quick.");
    }

    @Test
    void aNameWithNothingBelowItHasNoText() {
        assertThat(PAGE.of(figure("quick: a to b"))).isEmpty();
        assertThat(PAGE.of(figure("another"))).isEmpty();
    }

    @Test
    void namesThatNoFigureHasAreTold() {
        assertThat(PAGE.unknown(List.of("slow", "another"))).containsExactly("quick: a to b");
    }

    @Test
    void thePageOfTheRepositoryCanBeRead() throws Exception {
        assertThat(MissedTargets.read(Path.of("missed-targets.md")).texts()).doesNotContainValue("");
    }

    private static Figure figure(String name) {
        return Figure.ratio(name, Series.of(9), Target.atMost(2));
    }
}
