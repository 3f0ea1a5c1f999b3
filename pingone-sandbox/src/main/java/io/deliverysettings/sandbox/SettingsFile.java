package io.deliverysettings.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A memory in a file: a line of JSON for each change, of which the last of an environment counts. It is written anew at each
 * start, so that it does not grow for ever. Secrets are not among what the sandbox remembers.
 */
final class SettingsFile implements SettingsMemory {

    private final AsyncFile file;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private SettingsFile(AsyncFile file) {
        this.file = file;
    }

    /** Reads what is in the file into the store, and goes on writing to it; fails with {@link IOException}. */
    static Future<SettingsMemory> open(Vertx vertx, Path path, SettingsStore store) {
        return vertx.<Void>executeBlocking(() -> {
                    Map<EnvironmentId, StoredSettings> remembered = read(path);
                    remembered.forEach(store::remember);
                    rewrite(path, remembered);
                    return null;
                })
                .compose(read -> vertx.fileSystem()
                        .open(path.toString(), new OpenOptions().setAppend(true).setRead(false)))
                .map(SettingsFile::new);
    }

    @Override
    public Future<Void> keep(EnvironmentId environment, Optional<StoredSettings> settings) {
        return file.write(line(environment, settings));
    }

    @Override
    public Future<Void> close() {
        return isClosed.compareAndSet(false, true) ? file.close() : Future.succeededFuture();
    }

    private static Map<EnvironmentId, StoredSettings> read(Path path) throws IOException {
        Map<EnvironmentId, StoredSettings> remembered = new LinkedHashMap<>();
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
                // The last line is cut off when the process was killed at that point; nobody was told of it.
                Json.readObject(line.getBytes(StandardCharsets.UTF_8)).ifPresent(change -> apply(change, remembered));
            }
        }
        return remembered;
    }

    private static void apply(ObjectNode change, Map<EnvironmentId, StoredSettings> remembered) {
        EnvironmentId.parse(change.path("environment").asText()).ifPresent(environment -> {
            remembered.remove(environment);
            settings(change.path("settings")).ifPresent(settings -> remembered.put(environment, settings));
        });
    }

    private static void rewrite(Path path, Map<EnvironmentId, StoredSettings> remembered) throws IOException {
        Buffer lines = Buffer.buffer();
        remembered.forEach((environment, settings) -> lines.appendBuffer(line(environment, Optional.of(settings))));
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.write(draft, lines.getBytes());
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Buffer line(EnvironmentId environment, Optional<StoredSettings> settings) {
        ObjectNode change = Json.object();
        change.put("environment", environment.key());
        settings.ifPresent(held -> {
            ObjectNode members = change.putObject("settings");
            members.put("id", held.id().toString());
            members.put("createdAt", held.createdAt().toString());
            members.put("updatedAt", held.updatedAt().toString());
            members.put("provider", held.provider());
            members.put("account", held.account());
            members.put("appId", held.appId());
            held.selectedNumberId().ifPresent(id -> members.put("selectedNumberId", id));
        });
        return Json.write(change).appendString("\n");
    }

    private static Optional<StoredSettings> settings(JsonNode members) {
        try {
            return Optional.of(new StoredSettings(
                    UUID.fromString(members.path("id").asText()),
                    Instant.parse(members.path("createdAt").asText()),
                    Instant.parse(members.path("updatedAt").asText()),
                    members.path("provider").asText(),
                    members.path("account").asText(),
                    members.path("appId").asText(),
                    Optional.ofNullable(members.get("selectedNumberId")).map(JsonNode::asText)));
        } catch (IllegalArgumentException | DateTimeException none) {
            return Optional.empty();
        }
    }
}
