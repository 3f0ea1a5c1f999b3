package io.deliverysettings.domain.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreconditionTest {

    private static final Optional<Revision> NOTHING = Optional.empty();
    private static final Optional<Revision> SEVEN = Optional.of(new Revision(7));

    @Test
    void nothingInParticularAlwaysHolds() {
        assertThat(new Precondition.Always().holds(NOTHING)).isTrue();
        assertThat(new Precondition.Always().holds(SEVEN)).isTrue();
    }

    @Test
    void existenceHoldsWhereSomethingIsSet() {
        assertThat(new Precondition.Exists().holds(SEVEN)).isTrue();
        assertThat(new Precondition.Exists().holds(NOTHING)).isFalse();
    }

    @Test
    void absenceHoldsWhereNothingIsSet() {
        assertThat(new Precondition.Absent().holds(NOTHING)).isTrue();
        assertThat(new Precondition.Absent().holds(SEVEN)).isFalse();
    }

    @Test
    void oneOfSeveralRevisionsIsEnough() {
        Precondition at = new Precondition.IsAt(Set.of(new Revision(6), new Revision(7)));

        assertThat(at.holds(SEVEN)).isTrue();
        assertThat(at.holds(Optional.of(new Revision(8)))).isFalse();
        assertThat(at.holds(NOTHING)).isFalse();
    }

    @Test
    void noRevisionAtAllNeverHolds() {
        assertThat(new Precondition.IsAt(Set.of()).holds(SEVEN)).isFalse();
    }
}
