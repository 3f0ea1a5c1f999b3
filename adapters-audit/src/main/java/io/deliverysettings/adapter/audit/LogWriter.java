package io.deliverysettings.adapter.audit;

import io.deliverysettings.adapter.audit.AuditLogAdapter.CannotOpen;
import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.health.ComponentHealth;
import io.deliverysettings.application.port.out.AuditPort.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events in the order in which they come. What is waiting when the disk is free goes to it together: a thousand events at once
 * cost as much as one.
 */
final class LogWriter {

    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int MOST_AT_ONCE = 1 << 20;
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(5);

    /** Worker executors of the same name share their thread. */
    private static final AtomicLong WRITERS = new AtomicLong();

    /** An event on its way, as the members of its line: what is hashed with the line before is known only when it is written. */
    private static final class Waiting {

        private final Event event;
        private final byte[] members;
        private final Promise<Void> written = Promise.promise();

        Waiting(Event event) {
            this.event = event;
            this.members = AuditDocuments.members(event);
        }
    }

    private final Vertx vertx;
    private final AuditLogOptions options;
    private final Disk disk;
    private final LogPlace place;
    private final WorkerExecutor thread;
    private final AuditMeters meters;
    private final Promise<Void> closed = Promise.promise();

    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int queuedBytes;
    private boolean isWriting;
    private boolean isClosing;
    private long writingSince;
    private @Nullable String trouble;

    /** For the thread only. */
    private LogFile file;

    LogWriter(Vertx vertx, AuditLogOptions options, MeterRegistry registry, Disk disk, LogPlace place, LogFile file) {
        this.vertx = vertx;
        this.options = options;
        this.disk = disk;
        this.place = place;
        this.file = file;
        this.thread = vertx.createSharedWorkerExecutor("audit-" + WRITERS.incrementAndGet(), 1);
        this.meters = new AuditMeters(registry, this::waiting);
    }

    /** Adds an event; completes when the disk has it. */
    Future<Void> append(Event event) {
        Waiting waiting = new Waiting(event);
        synchronized (this) {
            if (!isClosing && queuedBytes + (long) waiting.members.length <= options.queueBytes()) {
                queue.add(waiting);
                queuedBytes += waiting.members.length;
                writeSoon();
                return waiting.written.future();
            }
        }
        meters.failed(1);
        return Future.failedFuture(fault(Optional.empty()));
    }

    synchronized int waiting() {
        return queue.size();
    }

    synchronized ComponentHealth health() {
        if (isClosing) {
            return ComponentHealth.down("It is closed.");
        }
        if (trouble != null) {
            return ComponentHealth.down("It cannot be written, and no change is begun; the gateway's log says why.");
        }
        boolean isSlow = isWriting && System.nanoTime() - writingSince > LONGEST_WRITE.toNanos();
        return isSlow
                ? ComponentHealth.down("The disk has not answered for " + LONGEST_WRITE.toSeconds() + " s.")
                : ComponentHealth.up();
    }

    /** Writes what waits and closes the log; whatever the disk does, that takes no longer than the limit. */
    Future<Void> close() {
        synchronized (this) {
            if (isClosing) {
                return closed.future();
            }
            isClosing = true;
            writeSoon();
        }
        long timer = vertx.setTimer(options.closeLimit().toMillis(), late -> giveUp());
        return closed.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private synchronized void writeSoon() {
        if (!isWriting) {
            isWriting = true;
            submit();
        }
    }

    private synchronized void submit() {
        writingSince = System.nanoTime();
        try {
            Future<Void> done = thread.executeBlocking(() -> {
                writeWaiting();
                return null;
            });
            done.onFailure(this::abandon);
        } catch (RejectedExecutionException threadIsGone) {
            abandon(threadIsGone);
        }
    }

    private void writeWaiting() {
        List<Waiting> batch = take();
        try {
            if (!batch.isEmpty()) {
                write(batch);
            }
        } finally {
            failUnanswered(batch);
        }
        boolean isLast;
        synchronized (this) {
            isWriting = !queue.isEmpty();
            isLast = isClosing && !isWriting;
            if (isWriting) {
                submit();
            }
        }
        if (isLast) {
            end();
        }
    }

    /** There are none but after a bug: nobody may wait for ever. */
    private static void failUnanswered(List<Waiting> batch) {
        for (Waiting next : batch) {
            if (!next.written.future().isComplete()) {
                next.written.tryFail(fault(Optional.empty()));
            }
        }
    }

    private synchronized List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        int bytes = 0;
        while (!queue.isEmpty() && bytes < MOST_AT_ONCE) {
            Waiting next = queue.remove();
            bytes += next.members.length;
            batch.add(next);
        }
        queuedBytes -= bytes;
        return batch;
    }

    private void write(List<Waiting> batch) {
        long begin = System.nanoTime();
        try {
            beInPlace();
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            Head head = file.head();
            for (Waiting next : batch) {
                head = ChainLine.write(head, next.members, lines);
            }
            file.append(lines.toByteArray(), head);
        } catch (IOException | CannotOpen failure) {
            noteTrouble(Reasons.of(failure));
            meters.failed(batch.size());
            batch.forEach(next -> next.written.fail(fault(Optional.of(failure))));
            return;
        }
        place.note(file.head());
        noteSuccess();
        meters.took(Duration.ofNanos(System.nanoTime() - begin));
        for (Waiting next : batch) {
            meters.written(next.event);
            next.written.complete();
        }
    }

    /** Begins another file when somebody has moved the log away. */
    private void beInPlace() throws IOException, CannotOpen {
        LogFile.State state = file.look();
        if (state == LogFile.State.CUT) {
            throw new CannotOpen("somebody has cut off the end of the audit log " + place.file()
                    + ", of which lines may be lost (rotate by moving it away, not by copying it and cutting it off);"
                    + " move it away, and a new one is begun");
        }
        if (state == LogFile.State.AWAY) {
            goOnInANewFile();
        }
    }

    private void goOnInANewFile() throws IOException, CannotOpen {
        Path path = place.file();
        Head head = file.head();
        LogFile next = LogFile.open(path, disk, Optional.of(head));
        if (!next.head().equals(head)) {
            next.close();
            throw new CannotOpen("there is another file in the place of the audit log " + path + ", which ends at "
                    + next.head() + " and not at " + head + "; move it away, and a new one is begun");
        }
        file.close();
        file = next;
        LOG.info("the audit log was moved away after {}; {} goes on from there", head, path);
    }

    private void end() {
        try {
            file.close();
            LOG.info("the audit log {} is closed after {}", place.file(), file.head());
            place.close();
        } catch (IOException failure) {
            LOG.warn("the audit log {} was not closed properly: {}", place.file(), Reasons.of(failure));
        }
        closed.tryComplete();
        Future<Void> gone = thread.close();
        gone.onFailure(failure -> LOG.debug("the thread of the audit log did not end", failure));
    }

    /** Whoever waits for the disk is told that it does not answer; whatever it does later, nobody counts on it. */
    private void giveUp() {
        int lost = failQueue(Optional.empty());
        LOG.error(
                "the audit log {} could not be closed in time: {} events were not written, and of those that were being"
                        + " written it is not known",
                place.file(),
                lost);
        closed.tryComplete();
    }

    /** A bug, or a thread that is gone: nobody may wait for ever. */
    private void abandon(Throwable failure) {
        LOG.error("the audit log cannot be written because of a bug", failure);
        noteTrouble(failure.getClass().getName());
        failQueue(Optional.of(failure));
        synchronized (this) {
            isWriting = false;
        }
    }

    private int failQueue(Optional<Throwable> cause) {
        List<Waiting> left;
        synchronized (this) {
            left = List.copyOf(queue);
            queue.clear();
            queuedBytes = 0;
        }
        meters.failed(left.size());
        left.forEach(next -> next.written.fail(fault(cause)));
        return left.size();
    }

    private synchronized void noteTrouble(String reason) {
        if (!reason.equals(trouble)) {
            trouble = reason;
            LOG.error("the audit log cannot be written, and no change is begun until it can: {}", reason);
        }
    }

    private synchronized void noteSuccess() {
        if (trouble != null) {
            trouble = null;
            LOG.warn("the audit log can be written again");
        }
    }

    private static PortFault fault(Optional<Throwable> cause) {
        return new PortFault(
                PortFault.Kind.AUDIT_UNAVAILABLE, PortFault.Effect.NONE, Optional.empty(), Optional.empty(), cause);
    }
}
