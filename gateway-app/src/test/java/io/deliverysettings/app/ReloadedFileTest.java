package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A change is noticed, trouble is told once, and a file is not read twice at the same time. */
@Timeout(30)
class ReloadedFileTest {

    private final Deque<Promise<Boolean>> reads = new ArrayDeque<>();
    private final AtomicInteger changes = new AtomicInteger();
    private final ReloadedFile file = new ReloadedFile(
            "the test's file",
            () -> {
                reads.add(Promise.promise());
                return reads.getLast().future();
            },
            IOException.class::isInstance,
            changes::incrementAndGet);

    @Test
    void aChangeIsNoticed() {
        file.look();
        reads.getLast().complete(true);

        assertThat(changes).hasValue(1);
    }

    @Test
    void noChangeIsNoReasonToDoAnything() {
        file.look();
        reads.getLast().complete(false);

        assertThat(changes).hasValue(0);
    }

    @Test
    void itIsNotReadTwiceAtTheSameTime() {
        file.look();
        file.look();
        assertThat(reads).hasSize(1);

        reads.getLast().complete(false);
        file.look();
        assertThat(reads).hasSize(2);
    }

    @Test
    void itIsReadAgainAfterItCouldNotBe() {
        file.look();
        reads.getLast().fail(new IOException("gone"));
        file.look();
        reads.getLast().complete(true);

        assertThat(reads).hasSize(2);
        assertThat(changes).hasValue(1);
    }

    @Test
    void itIsReadAgainAfterReadingItHasThrown() {
        AtomicInteger looks = new AtomicInteger();
        ReloadedFile throwing = new ReloadedFile(
                "the test's file",
                () -> {
                    looks.incrementAndGet();
                    throw new IllegalStateException("a bug");
                },
                IOException.class::isInstance,
                changes::incrementAndGet);

        throwing.look();
        throwing.look();

        assertThat(looks).hasValue(2);
    }

    @Test
    void troubleIsToldOnceAndNotInEveryRound() {
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            fail(new IOException("it is gone"));
            fail(new IOException("it is gone"));

            assertThat(log.text().lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "ERROR", "the test's file cannot be read again; the earlier one stays in use: it is gone");
        }
        assertThat(changes).hasValue(0);
    }

    @Test
    void otherTroubleAndTroubleThatComesBackAreToldAgain() {
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            fail(new IOException("it is gone"));
            fail(new IOException("it is not closed to others"));
            assertThat(log.text().lines()).hasSize(2);

            file.look();
            reads.getLast().complete(false);
            fail(new IOException("it is not closed to others"));
            assertThat(log.text().lines()).hasSize(3);
        }
    }

    @Test
    void aMessageThatIsNotForTheLogIsNotShown() {
        try (CapturedLog log = CapturedLog.from(Level.INFO)) {
            fail(new IllegalStateException("very-hidden"));

            assertThat(log.text()).contains("java.lang.IllegalStateException").doesNotContain("very-hidden");
        }
    }

    private void fail(Exception why) {
        file.look();
        reads.getLast().fail(why);
    }
}
