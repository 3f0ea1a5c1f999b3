package io.deliverysettings.app;

import io.deliverysettings.adapter.audit.AuditLogOptions;
import io.deliverysettings.app.Gateway.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The setting of the audit log. */
final class AuditSettings {

    /** Some ten thousand denials, or a thousand changes, that a slow disk keeps waiting. */
    private static final int QUEUE_BYTES = 16 << 20;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    @Option(
            names = "--audit-file",
            paramLabel = "FILE",
            description =
                    "The audit log, which every change and every denial is added to; one for each gateway (default:"
                            + " audit.jsonl in --data-dir, with --store postgres audit-PORT.jsonl).")
    @Nullable
    Path file;

    /** Refuses what names no file. */
    void check(CommandSpec command, StoreSettings store, int port) {
        Bounds.check(command, "--audit-file", () -> options(store, port));
    }

    /** Several gateways of one database may share a directory, but no port. */
    Path fileOf(StoreSettings store, int port) {
        if (file != null) {
            return file;
        }
        return store.data.directory.resolve(
                store.kind == StoreKind.POSTGRES ? "audit-" + port + ".jsonl" : "audit.jsonl");
    }

    /**
     * Makes the directory that the log is in unless it is set; the embedded store has made it.
     *
     * @throws CannotStart when it cannot be made
     */
    void prepareDirectory(StoreSettings store) throws CannotStart {
        if (file == null && store.kind == StoreKind.POSTGRES) {
            try {
                Files.createDirectories(store.data.directory);
            } catch (IOException failure) {
                throw new CannotStart(
                        store.data.directory
                                + " cannot be made for the audit log; name another place with --audit-file",
                        failure);
            }
        }
    }

    AuditLogOptions options(StoreSettings store, int port) {
        return new AuditLogOptions(fileOf(store, port), QUEUE_BYTES, CLOSE_LIMIT);
    }
}
