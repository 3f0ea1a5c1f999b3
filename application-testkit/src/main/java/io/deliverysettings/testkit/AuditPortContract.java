package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.AuditPort;
import io.deliverysettings.application.port.out.AuditPort.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link AuditPort} has to hold. */
public interface AuditPortContract {

    /**
     * The adapter under test.
     *
     * @return ready for use, with nothing in its log; the same throughout a test until {@link #reopened()}
     */
    AuditPort audit();

    /**
     * The adapter after its process has ended and another one has begun, with the same log.
     *
     * @return ready for use; {@link #audit()} gives the same one from then on
     */
    AuditPort reopened();

    /**
     * What anybody who reads the log finds in it.
     *
     * @return every event, in the order of the log
     */
    List<Event> recorded();

    /** From now on nothing can be written. */
    void breakDown();

    /** From now on it can again. */
    void repair();

    /** Whatever happens, all of it is in the log. */
    @Test
    default void everyEventIsRecordedAsItWas() {
        for (Event event : AuditSamples.all()) {
            recordNow(event);
        }

        assertThat(recorded()).isEqualTo(AuditSamples.all());
    }

    /** When the stage is complete, the event is there. */
    @Test
    default void anEventIsThereWhenItsStageIsComplete() {
        for (int i = 0; i < 5; i++) {
            recordNow(AuditSamples.denied(i));

            assertThat(recorded()).hasSize(i + 1).last().isEqualTo(AuditSamples.denied(i));
        }
    }

    /** The same event twice is two events. */
    @Test
    default void whatHappensTwiceIsRecordedTwice() {
        recordNow(AuditSamples.begun());
        recordNow(AuditSamples.begun());

        assertThat(recorded()).containsExactly(AuditSamples.begun(), AuditSamples.begun());
    }

    /** Of those who record at once, nobody's event is lost or written twice. */
    @Test
    default void whatIsRecordedAtOnceIsThereOnce() {
        List<Event> events =
                IntStream.range(0, 500).<Event>mapToObj(AuditSamples::denied).toList();

        List<CompletableFuture<Void>> stages = events.parallelStream()
                .map(event -> audit().record(event).toCompletableFuture())
                .toList();
        stages.forEach(AuditPortContract::await);

        assertThat(recorded()).containsExactlyInAnyOrderElementsOf(events);
    }

    /** Whoever waits for one event before recording the next finds them in that order. */
    @Test
    default void eventsAreInTheOrderInWhichTheirStagesCompleted() {
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < 20; caller++) {
            CompletionStage<Void> last = CompletableFuture.completedStage(null);
            for (int i = 0; i < 10; i++) {
                Event event = AuditSamples.denied(caller * 10 + i);
                last = last.thenCompose(before -> audit().record(event));
            }
            callers.add(last.toCompletableFuture());
        }
        callers.forEach(AuditPortContract::await);

        List<Event> recorded = recorded();
        assertThat(recorded).hasSize(200);
        for (int caller = 0; caller < 20; caller++) {
            List<Event> inOrder = IntStream.range(caller * 10, caller * 10 + 10)
                    .<Event>mapToObj(AuditSamples::denied)
                    .toList();
            assertThat(recorded.stream().filter(inOrder::contains)).isEqualTo(inOrder);
        }
    }

    /** What is recorded outlives the process, and what comes later is behind it. */
    @Test
    default void whatIsRecordedOutlivesTheProcess() {
        recordNow(AuditSamples.denied(1));

        reopened();
        recordNow(AuditSamples.denied(2));

        assertThat(recorded()).containsExactly(AuditSamples.denied(1), AuditSamples.denied(2));
    }

    /** What cannot be written is a fault without an effect. */
    @Test
    default void whatCannotBeWrittenIsAFaultAndIsNotThere() {
        recordNow(AuditSamples.denied(1));
        breakDown();

        PortFault fault = faultOf(audit().record(AuditSamples.denied(2)));

        assertThat(fault.kind()).isEqualTo(PortFault.Kind.AUDIT_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        assertThat(recorded()).containsExactly(AuditSamples.denied(1));
    }

    /** When it can be written again, it goes on as if nothing had been. */
    @Test
    default void whenItCanBeWrittenAgainItGoesOn() {
        recordNow(AuditSamples.denied(1));
        breakDown();
        faultOf(audit().record(AuditSamples.denied(2)));
        faultOf(audit().record(AuditSamples.begun()));

        repair();
        recordNow(AuditSamples.denied(3));

        assertThat(recorded()).containsExactly(AuditSamples.denied(1), AuditSamples.denied(3));
    }

    private void recordNow(Event event) {
        await(audit().record(event).toCompletableFuture());
    }

    private static PortFault faultOf(CompletionStage<Void> stage) {
        try {
            await(stage.toCompletableFuture());
        } catch (CompletionException failure) {
            return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
        }
        throw new AssertionError("did not fail");
    }

    private static void await(CompletableFuture<Void> stage) {
        stage.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
