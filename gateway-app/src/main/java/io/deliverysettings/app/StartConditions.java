package io.deliverysettings.app;

import io.deliverysettings.adapter.http.HttpTlsOptions;
import io.deliverysettings.adapter.sealing.SealingAdapter;
import io.deliverysettings.adapter.sealing.SealingAdapter.UnusableKeyset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What else has to be so for a start, as far as it can be seen without changing anything or calling anybody. */
final class StartConditions {

    private StartConditions() {}

    /** What is not so, in sentences for the operator. */
    static List<String> unmet(RunSettings settings) {
        StoreSettings store = settings.store;
        Optional<String> directory =
                store.kind == StoreKind.EMBEDDED ? dataDirectory(store.data.directory) : Optional.empty();
        return Stream.concat(
                        Stream.of(directory.or(() -> keyset(store)), auditLog(settings.audit, store, settings.port)),
                        settings.tls.options().stream().flatMap(StartConditions::tls))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A directory that is not set is made. */
    private static Optional<String> auditLog(AuditSettings audit, StoreSettings store, int port) {
        if (audit.file == null) {
            return store.kind == StoreKind.POSTGRES ? dataDirectory(store.data.directory) : Optional.empty();
        }
        Path file = audit.fileOf(store, port).toAbsolutePath();
        Path directory = Optional.ofNullable(file.getParent()).orElse(file);
        if (!Files.isDirectory(directory)) {
            return Optional.of("there is no directory " + directory + "; --audit-file needs one that is there");
        }
        if (!Files.isWritable(directory)) {
            return Optional.of(directory + " cannot be written to; --audit-file needs a directory that can");
        }
        return Files.exists(file) && (!Files.isRegularFile(file) || !Files.isWritable(file))
                ? Optional.of(file + " cannot be written to; --audit-file needs a file that can")
                : Optional.empty();
    }

    private static Stream<Optional<String>> tls(HttpTlsOptions tls) {
        return Stream.of(
                unreadable("--tls-certificate", () -> OperatorFile.read(tls.certificates())),
                unreadable("--tls-key", () -> Arrays.fill(OperatorFile.readPrivate(tls.privateKey()), (byte) 0)),
                tls.clients()
                        .flatMap(clients ->
                                unreadable("--tls-client-ca", () -> OperatorFile.read(clients.authorities()))));
    }

    private static Optional<String> unreadable(String setting, Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(setting + ": " + refused.getMessage());
        }
    }

    private static Optional<String> keyset(StoreSettings store) {
        try {
            if (store.keysetJson != null) {
                SealingAdapter.fromText(store.keysetJson);
            } else if (store.keyset.file != null) {
                SealingAdapter.fromFile(store.keyset.file);
            } else if (store.kind == StoreKind.EMBEDDED && Files.exists(store.keysetFile())) {
                // Where it does not exist, the first start makes it.
                SealingAdapter.fromFile(store.keysetFile());
            }
            return Optional.empty();
        } catch (UnusableKeyset unusable) {
            return Optional.of(String.valueOf(unusable.getMessage()));
        }
    }

    private static Optional<String> dataDirectory(Path directory) {
        Path existing = directory.toAbsolutePath();
        while (Files.notExists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            return Optional.of(existing + " is not a directory; --data-dir needs one");
        }
        return Files.isWritable(existing)
                ? Optional.empty()
                : Optional.of(existing + " cannot be written to; --data-dir needs a directory that can");
    }
}
