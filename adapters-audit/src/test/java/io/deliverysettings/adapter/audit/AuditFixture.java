package io.deliverysettings.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotOpen;
import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotRead;
import io.deliverysettings.adapter.audit.AuditLogAdapter.Verification;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.deliverysettings.testkit.AuditSamples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log in a directory of its own, on a disk that does what a test says. */
@Timeout(60)
abstract class AuditFixture {

    @TempDir
    Path directory = Path.of("");

    final Vertx vertx = Vertx.vertx();
    final TestDisk disk = new TestDisk();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<AuditLogAdapter> opened = new ArrayList<>();

    @AfterEach
    void closeAll() {
        disk.release();
        opened.forEach(log -> await(log.close()));
        await(vertx.close().toCompletionStage());
    }

    Path file() {
        return directory.resolve("audit.log");
    }

    AuditLogAdapter open() {
        return open(options(file()));
    }

    AuditLogAdapter open(AuditLogOptions options) {
        AuditLogAdapter log =
                await(AuditLogAdapter.open(vertx, options, registry, disk).toCompletionStage());
        opened.add(log);
        return log;
    }

    static AuditLogOptions options(Path file) {
        return new AuditLogOptions(file, 1 << 20, Duration.ofSeconds(20));
    }

    CannotOpen refusal() {
        return refusal(file());
    }

    CannotOpen refusal(Path file) {
        try {
            opened.add(await(
                    AuditLogAdapter.open(vertx, options(file), registry, disk).toCompletionStage()));
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof CannotOpen refusal) {
                return refusal;
            }
            throw new AssertionError("not a refusal", failure);
        }
        throw new AssertionError("was opened");
    }

    /** Events with the numbers from 1, one after the other. */
    static void record(AuditLogAdapter log, int from, int to) {
        for (int i = from; i <= to; i++) {
            record(log, AuditSamples.denied(i));
        }
    }

    static void record(AuditLogAdapter log, Event event) {
        await(log.record(event));
    }

    static PortFault faultOf(CompletionStage<Void> stage) {
        try {
            await(stage);
        } catch (CompletionException failure) {
            return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
        }
        throw new AssertionError("did not fail");
    }

    static Verification verified(Path... files) {
        try {
            return AuditLogAdapter.verify(List.of(files), Optional.empty());
        } catch (CannotRead failure) {
            throw new AssertionError(failure);
        }
    }

    /** The files are sound and hold as many lines. */
    static Verification.Sound assertSound(long lines, Path... files) {
        Verification verification = verified(files);
        assertThat(verification).isInstanceOf(Verification.Sound.class);
        Verification.Sound sound = (Verification.Sound) verification;
        assertThat(sound.lines()).isEqualTo(lines);
        return sound;
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
