package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deliverysettings.app.Gateway.CannotStart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was opened last is closed first, and everything is closed whatever fails. */
class ClosingTest {

    private final List<String> closed = new ArrayList<>();
    private final Closing closing = new Closing();

    private Runnable closes(String name) {
        return () -> closed.add(name);
    }

    private Runnable fails(String name) {
        return () -> {
            closed.add(name);
            throw new IllegalStateException(name);
        };
    }

    @Test
    void itIsClosedInTheOrderOppositeToTheOneInWhichItWasOpened() {
        closing.first(closes("store"));
        closing.first(closes("upstream"));
        closing.first(closes("server"));

        closing.close();

        assertThat(closed).containsExactly("server", "upstream", "store");
    }

    @Test
    void aFailureInTheMiddleKeepsNothingFromBeingClosed() {
        closing.first(closes("store"));
        closing.first(fails("upstream"));
        closing.first(closes("server"));

        assertThatThrownBy(closing::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("upstream");

        assertThat(closed).containsExactly("server", "upstream", "store");
    }

    @Test
    void theFirstFailureIsTheOneThatIsTold() {
        closing.first(fails("store"));
        closing.first(closes("upstream"));
        closing.first(fails("server"));

        assertThatThrownBy(closing::close)
                .hasMessage("server")
                .satisfies(first -> assertThat(first.getSuppressed())
                        .singleElement()
                        .satisfies(second -> assertThat(second).hasMessage("store")));
    }

    @Test
    void nothingIsClosedTwice() {
        closing.first(closes("store"));
        closing.first(fails("server"));
        assertThatThrownBy(closing::close).hasMessage("server");

        assertThatCode(closing::close).doesNotThrowAnyException();

        assertThat(closed).containsExactly("server", "store");
    }

    @Test
    void whatCannotBeClosedDoesNotHideWhyItHasToBe() {
        CannotStart reason = new CannotStart("the port is in use");
        closing.first(closes("store"));
        closing.first(fails("server"));

        closing.closeAfter(reason);

        assertThat(closed).containsExactly("server", "store");
        assertThat(reason.getSuppressed())
                .singleElement()
                .satisfies(added -> assertThat(added).hasMessage("server"));
    }
}
