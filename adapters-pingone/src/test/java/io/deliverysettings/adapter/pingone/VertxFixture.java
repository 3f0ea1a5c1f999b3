package io.deliverysettings.adapter.pingone;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Call;
import io.deliverysettings.application.port.out.PlatformSettingsPort.Priority;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.testkit.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Event loops, a clock that can be set, and the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class VertxFixture {

    /** Long enough for anything on the loopback interface. */
    static final Duration AMPLE = Duration.ofSeconds(8);

    static final Attempts ONCE = new Attempts() {
        @Override
        public <T> Future<T> make(Instant deadline, Function<Instant, Future<T>> attempt) {
            return attempt.apply(deadline);
        }
    };

    /** For tests that look at none. */
    static PingOneMetrics metrics() {
        return new PingOneMetrics(new SimpleMeterRegistry());
    }

    final Vertx vertx = Vertx.vertx();

    @AfterAll
    void closeVertx() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    /** A clock that stands until it is moved. */
    static final class SetClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-23T12:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** What is logged while it is open, by SLF4J and by Vert.x. */
    static final class CapturedLog extends Handler implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        CapturedLog() {
            Logger.getLogger("").addHandler(this);
        }

        List<String> lines() {
            return lines;
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage() + (line.getThrown() == null ? "" : everythingOf(line.getThrown())));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            Logger.getLogger("").removeHandler(this);
        }
    }

    static Call call(EnvironmentId environment, Instant deadline) {
        return new Call(Samples.caller(), environment, deadline, Priority.READ);
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(2 * AMPLE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static Throwable failure(Future<?> future) {
        try {
            throw new AssertionError("did not fail: " + await(future));
        } catch (CompletionException failed) {
            return failed.getCause() == null ? failed : failed.getCause();
        }
    }

    static PortFault fault(Future<?> future) {
        Throwable failure = failure(future);
        return PortFault.in(failure).orElseThrow(() -> new AssertionError("not a fault", failure));
    }

    static void eventually(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + AMPLE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("has not come true");
            }
            Thread.sleep(5);
        }
    }

    /** The message, the causes and the stack traces. */
    static String everythingOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
