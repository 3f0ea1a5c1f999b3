package io.deliverysettings.adapter.audit;

import io.deliverysettings.application.port.out.AuditPort;
import io.deliverysettings.application.port.out.HealthPort;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log in a file: a line of JSON for each event, each with the hash of the line before, so that no line can be changed,
 * removed or put in between without that being found. What a stage has completed for survives the end of the process and of the
 * power.
 */
public final class AuditLogAdapter implements AuditPort {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLogAdapter.class);

    /** The log could not be opened; the message is for whoever operates the gateway and says what to do. */
    public static final class CannotOpen extends Exception {
        private static final long serialVersionUID = 1L;

        CannotOpen(String message) {
            super(message);
        }

        CannotOpen(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** A file of the log could not be read; the message is for whoever operates the gateway. */
    public static final class CannotRead extends Exception {
        private static final long serialVersionUID = 1L;

        CannotRead(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What the files of a log were found to be. */
    public sealed interface Verification {

        /**
         * Every line is as it was written and where it was written.
         *
         * @param lines how many there are
         * @param first the first; empty when there is none. If its number is not 1, there were earlier files
         * @param last the last; empty when there is none
         */
        record Sound(long lines, Optional<Line> first, Optional<Line> last) implements Verification {
            /** Refuses {@code null}. */
            public Sound {
                Objects.requireNonNull(first, "first");
                Objects.requireNonNull(last, "last");
            }
        }

        /**
         * The chain breaks. What comes before is sound; what comes after was not looked at.
         *
         * @param file where
         * @param line which line of the file, from 1
         * @param damage what is wrong with it
         */
        record Broken(Path file, long line, Damage damage) implements Verification {
            /** Refuses {@code null}. */
            public Broken {
                Objects.requireNonNull(file, "file");
                Objects.requireNonNull(damage, "damage");
            }
        }

        /**
         * Every line is as it was written, but the one that was to be among them is not: the end is missing, or it is another
         * log.
         *
         * @param sound what there is
         */
        record HeadMissing(Sound sound) implements Verification {
            /** Refuses {@code null}. */
            public HeadMissing {
                Objects.requireNonNull(sound, "sound");
            }
        }
    }

    /**
     * A line of the log.
     *
     * @param seq its number, from 1
     * @param at when its event was
     * @param hash its hash, 64 hexadecimal digits
     */
    public record Line(long seq, Instant at, String hash) {
        /** Refuses {@code null}. */
        public Line {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(hash, "hash");
        }
    }

    /** What can be wrong with a line. */
    public enum Damage {
        /** It is not as it was written, or never was a line of the log. */
        CHANGED,
        /** One or more lines are missing before it. */
        MISSING,
        /** It was put in: its number was there before. */
        INSERTED,
        /** A line that belongs before it comes after it. */
        REORDERED,
        /** The line before it is not the one that it was written after. */
        REPLACED,
        /** It is not finished. In the last file, a gateway that was killed leaves it so, and cuts it off when it starts again. */
        TORN,
        /** It does not go on where the file before ended. */
        NOT_CONTINUED
    }

    private final Vertx vertx;
    private final LogWriter writer;
    private final HealthPort health;

    private AuditLogAdapter(Vertx vertx, LogWriter writer) {
        this.vertx = vertx;
        this.writer = writer;
        this.health = new AuditHealthAdapter(writer);
    }

    /**
     * Opens the log, and begins it if it is not there. The process has it for itself until the adapter is closed. The chain goes
     * on where it ended.
     *
     * @param vertx whose threads to use
     * @param options where the log is
     * @param registry where events are counted
     * @return the adapter; fails with {@link CannotOpen} when another process has the log, when it does not end as it was
     *     written, or when its file cannot be used
     */
    public static Future<AuditLogAdapter> open(Vertx vertx, AuditLogOptions options, MeterRegistry registry) {
        return open(vertx, options, registry, Disk.REAL);
    }

    static Future<AuditLogAdapter> open(Vertx vertx, AuditLogOptions options, MeterRegistry registry, Disk disk) {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(registry, "registry");
        return vertx.executeBlocking(() -> {
            LogPlace place = LogPlace.take(options.file());
            try {
                LogFile file = LogFile.open(place.file(), disk, place.noted());
                LOG.info("the audit log {} goes on after {}", place.file(), file.head());
                return new AuditLogAdapter(vertx, new LogWriter(vertx, options, registry, disk, place, file));
            } catch (CannotOpen failure) {
                giveBack(place);
                throw failure;
            }
        });
    }

    private static void giveBack(LogPlace place) {
        try {
            place.close();
        } catch (IOException failure) {
            LOG.debug("{} was not closed properly", place.noteFile(), failure);
        }
    }

    /**
     * Checks files of a log, of any size. Blocks. The log may be in use.
     *
     * @param files in the order in which they were written; at least one
     * @param head the hash that one of the lines has to have, in lower case; empty when any end will do
     * @return what they were found to be
     * @throws CannotRead when one of them cannot be read
     */
    public static Verification verify(List<Path> files, Optional<String> head) throws CannotRead {
        return new LogVerifier(head).verify(files);
    }

    @Override
    public CompletionStage<Void> record(Event event) {
        return StageBridge.onContext(vertx, writer.append(event));
    }

    /**
     * How the log is.
     *
     * @return down while events cannot be written; always the same
     */
    public HealthPort health() {
        return health;
    }

    /**
     * Writes what waits and closes the log. Closing twice does nothing more.
     *
     * @return completes when the log is closed, or when the time for that is over
     */
    public CompletionStage<Void> close() {
        return StageBridge.onContext(vertx, writer.close());
    }
}
