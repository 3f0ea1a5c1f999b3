package io.deliverysettings.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.domain.history.MemberChange;
import io.deliverysettings.domain.history.Revision;
import io.deliverysettings.testkit.AuditSamples;
import io.deliverysettings.testkit.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines are written together and in order, and the chain stays whole whatever the disk or somebody else does. */
class LogWriterTest extends AuditFixture {

    @Test
    void whatManyRecordAtOnceIsOneChain() {
        AuditLogAdapter log = open();

        List<CompletionStage<Void>> stages = IntStream.range(0, 2000)
                .parallel()
                .mapToObj(i -> log.record(AuditSamples.denied(i)))
                .toList();
        stages.forEach(AuditFixture::await);

        assertSound(2000, file());
        assertThat(AuditReader.events(file()))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2000)
                        .<Event>mapToObj(AuditSamples::denied)
                        .toList());
    }

    @Test
    void whatWaitsForTheDiskGoesToItTogetherAndInOrder() {
        AuditLogAdapter log = open();
        disk.hold();
        ConcurrentLinkedQueue<Integer> completed = new ConcurrentLinkedQueue<>();
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            stages.add(log.record(AuditSamples.denied(i)).thenRun(() -> completed.add(number)));
        }
        assertThat(completed).isEmpty();

        disk.release();
        stages.forEach(AuditFixture::await);

        assertThat(disk.writes()).isLessThanOrEqualTo(2);
        assertThat(AuditReader.events(file()))
                .isEqualTo(
                        IntStream.range(0, 500).mapToObj(AuditSamples::denied).toList());
    }

    @Test
    void whenTooMuchWaitsMoreIsRefusedAtOnce() {
        AuditLogAdapter log = open(new AuditLogOptions(file(), 64 << 10, Duration.ofSeconds(20)));
        disk.hold();
        List<CompletionStage<Void>> stages = IntStream.range(0, 2000)
                .<CompletionStage<Void>>mapToObj(i -> log.record(AuditSamples.denied(i)))
                .toList();

        // The last one is refused although nothing has gone to the disk.
        PortFault fault = faultOf(stages.get(1999));

        assertThat(fault.kind()).isEqualTo(PortFault.Kind.AUDIT_UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        disk.release();
        // When those that had to wait are written, there is room again: which of them are in one batch is chance.
        stages.forEach(stage -> await(stage.handle((written, refused) -> refused)));
        record(log, AuditSamples.begun());
        assertThat(AuditReader.events(file())).hasSizeBetween(100, 1999).doesNotContain(AuditSamples.denied(1999));
    }

    @Test
    void whereverADiskGetsFullNothingIsLeftOfWhatDidNotFit() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 2);
        byte[] before = Files.readAllBytes(file());
        for (int room = 0; room < 300; room += 13) {
            disk.leaveRoomFor(room);
            faultOf(log.record(AuditSamples.begun()));

            assertThat(Files.readAllBytes(file())).as("room for %d bytes", room).isEqualTo(before);
        }
        disk.leaveRoomFor(Long.MAX_VALUE);
        record(log, 3, 3);
        assertSound(3, file());
    }

    @Test
    void whatCouldNotBeCutOffAtOnceIsCutOffBeforeTheNextLine() {
        AuditLogAdapter log = open();
        record(log, 1, 2);
        disk.leaveRoomFor(50);
        disk.canTruncate(false);
        faultOf(log.record(AuditSamples.begun()));
        disk.leaveRoomFor(Long.MAX_VALUE);
        faultOf(log.record(AuditSamples.begun()));

        disk.canTruncate(true);
        record(log, 3, 3);

        assertSound(3, file());
    }

    @Test
    void whatTheDiskDoesNotPromiseToRememberIsNotAcknowledged() {
        AuditLogAdapter log = open();
        record(log, 1, 1);
        disk.canForce(false);
        faultOf(log.record(AuditSamples.begun()));

        disk.canForce(true);
        record(log, 2, 2);

        assertSound(2, file());
        assertThat(AuditReader.events(file())).containsExactly(AuditSamples.denied(1), AuditSamples.denied(2));
    }

    @Test
    void thatItCannotBeWrittenIsLoggedOnceAndThatItCanAgainToo() {
        AuditLogAdapter log = open();
        try (CapturedLog captured = new CapturedLog()) {
            disk.leaveRoomFor(0);
            for (int i = 0; i < 5; i++) {
                faultOf(log.record(AuditSamples.begun()));
            }
            disk.leaveRoomFor(Long.MAX_VALUE);
            record(log, 1, 3);

            assertThat(captured.lines())
                    .containsExactly(
                            "ERROR the audit log cannot be written, and no change is begun until it can: No space left on"
                                    + " device",
                            "WARN the audit log can be written again");
        }
    }

    @Test
    void aLogThatIsMovedAwayIsFollowedByAnother() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 3);
        Path first = Files.move(file(), directory.resolve("audit.log.2"));
        record(log, 4, 5);
        Path second = Files.move(file(), directory.resolve("audit.log.1"));
        // As logrotate does when it is told to create.
        Files.createFile(file());
        record(log, 6, 6);

        assertSound(3, first);
        assertSound(2, second);
        assertSound(6, first, second, file());
    }

    @Test
    void aLogThatIsRemovedIsFollowedByAnotherAndIsMissed() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 3);
        Files.delete(file());
        record(log, 4, 5);

        assertThat(assertSound(2, file()).first().orElseThrow().seq()).isEqualTo(4);
    }

    @Test
    void aLogThatIsMovedAwayTakesNothingUnfinishedAlong() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 2);
        disk.leaveRoomFor(50);
        disk.canTruncate(false);
        faultOf(log.record(AuditSamples.begun()));
        Path moved = Files.move(file(), directory.resolve("audit.log.1"));
        disk.leaveRoomFor(Long.MAX_VALUE);
        disk.canTruncate(true);

        record(log, 3, 3);

        assertSound(3, moved, file());
    }

    @Test
    void aLogThatIsCutOffTakesNothingUntilItIsMovedAway() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 3);
        Files.write(file(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);

        faultOf(log.record(AuditSamples.begun()));

        assertThat(await(log.health().health()).state()).isEqualTo(State.DOWN);
        assertThat(file()).isEmptyFile();
        Files.delete(file());
        record(log, 4, 4);
        assertThat(await(log.health().health()).state()).isEqualTo(State.UP);
        assertThat(assertSound(1, file()).first().orElseThrow().seq()).isEqualTo(4);
    }

    @Test
    void aLogInWhosePlaceIsAnotherOneTakesNothingUntilThatIsMovedAway() throws IOException {
        AuditLogAdapter log = open();
        record(log, 1, 1);
        byte[] older = Files.readAllBytes(file());
        record(log, 2, 3);
        Path moved = Files.move(file(), directory.resolve("audit.log.1"));
        Files.write(file(), older);

        faultOf(log.record(AuditSamples.begun()));
        assertThat(Files.readAllBytes(file())).isEqualTo(older);

        Files.delete(file());
        record(log, 4, 4);
        assertSound(4, moved, file());
    }

    @Test
    void closingWritesWhatWaits() {
        AuditLogAdapter log = open();
        disk.hold();
        List<CompletionStage<Void>> stages = IntStream.range(0, 100)
                .<CompletionStage<Void>>mapToObj(i -> log.record(AuditSamples.denied(i)))
                .toList();
        CompletionStage<Void> closed = log.close();
        PortFault late = faultOf(log.record(AuditSamples.begun()));

        disk.release();

        await(closed);
        stages.forEach(AuditFixture::await);
        assertThat(late.kind()).isEqualTo(PortFault.Kind.AUDIT_UNAVAILABLE);
        assertSound(100, file());
        await(log.close());
    }

    @Test
    void closingDoesNotWaitForADiskThatDoesNotAnswer() {
        AuditLogAdapter log = open(new AuditLogOptions(file(), 1 << 20, Duration.ofMillis(100)));
        disk.hold();
        CompletionStage<Void> first = log.record(AuditSamples.denied(1));
        awaitWaiting(0);
        CompletionStage<Void> second = log.record(AuditSamples.denied(2));

        await(log.close());

        assertThat(faultOf(second).kind()).isEqualTo(PortFault.Kind.AUDIT_UNAVAILABLE);
        assertThat(first.toCompletableFuture()).isNotDone();
    }

    @Test
    void eventsAndFailuresAreCounted() {
        AuditLogAdapter log = open();
        record(log, 1, 3);
        record(log, AuditSamples.begun());
        disk.leaveRoomFor(0);
        faultOf(log.record(AuditSamples.begun()));

        assertThat(count("denied")).isEqualTo(3);
        assertThat(count("changeBegun")).isEqualTo(1);
        assertThat(count("changeObserved")).isZero();
        assertThat(registry.get("gateway.audit.failures").counter().count()).isEqualTo(1);
        assertThat(registry.get("gateway.audit.write").timer().count()).isEqualTo(4);
        assertThat(registry.get("gateway.audit.queue").gauge().value()).isZero();
    }

    @Test
    void changesBeyondMeasureAreCountedAndLeftToTheHistory() {
        List<MemberChange> changes = IntStream.range(0, 10_000)
                .mapToObj(i -> new MemberChange("m" + i, Optional.empty(), Optional.of("\u0000".repeat(10))))
                .toList();
        AuditLogAdapter log = open();

        record(
                log,
                new Event.Observed(
                        AuditSamples.AT,
                        Samples.ENVIRONMENT,
                        Samples.caller().correlationId(),
                        new Revision(1),
                        changes));

        var json = AuditReader.json(AuditReader.lines(file()).get(0));
        int told = json.required("changes").size();
        assertThat(told).isBetween(500, 9_999);
        assertThat(json.required("changesLeftOut").intValue()).isEqualTo(10_000 - told);
        assertSound(1, file());
    }

    private double count(String event) {
        return registry.get("gateway.audit.events")
                .tag("event", event)
                .counter()
                .count();
    }

    /** Until the disk has got what was recorded first. */
    private void awaitWaiting(int waiting) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (registry.get("gateway.audit.queue").gauge().value() > waiting) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
