package io.deliverysettings.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deliverysettings.adapter.audit.AuditLogAdapter;
import io.deliverysettings.adapter.audit.AuditLogOptions;
import io.deliverysettings.testkit.AuditSamples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command for the audit log: what it says where, and with which exit code. */
@Timeout(60)
class AuditCommandTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final int LINES = 5;

    @TempDir
    Path temporary = Path.of("");

    private Path log = Path.of("");

    @BeforeEach
    void writeALog() throws Exception {
        log = temporary.resolve("audit.log");
        Vertx vertx = Vertx.vertx();
        try {
            AuditLogAdapter audit = AuditLogAdapter.open(
                            vertx, new AuditLogOptions(log, 1 << 20, Duration.ofSeconds(20)), new SimpleMeterRegistry())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            for (int i = 1; i <= LINES; i++) {
                audit.record(AuditSamples.denied(i)).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
            audit.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aSoundLogIsToldWithItsHead() throws Exception {
        CliRun run = CliRun.started(NOTHING, "audit", "verify", log.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().strip())
                .isEqualTo("sound: 5 lines, from line 1 of 2026-11-23T09:30:00.007Z to line 5 of"
                        + " 2026-11-23T09:30:00.007Z, whose hash is " + hashOf(LINES));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void filesAreCheckedInTheOrderInWhichTheyAreGiven() throws Exception {
        List<String> lines = Files.readAllLines(log);
        Path first = Files.write(temporary.resolve("1"), lines.subList(0, 2));
        Path second = Files.write(temporary.resolve("2"), lines.subList(2, LINES));

        CliRun inOrder = CliRun.started(NOTHING, "audit", "verify", first.toString(), second.toString());
        CliRun later = CliRun.started(NOTHING, "audit", "verify", second.toString());
        CliRun backwards = CliRun.started(NOTHING, "audit", "verify", second.toString(), first.toString());

        assertThat(inOrder.out()).startsWith("sound: 5 lines");
        assertThat(later.exitCode()).isZero();
        assertThat(later.out()).contains("; those before line 3 are in earlier files");
        assertBroken(backwards, first + ", line 1: the file does not go on where the one before it ended");
    }

    @Test
    void aChangedLineIsToldWithItsPlace() throws Exception {
        Files.writeString(log, Files.readString(log).replaceFirst("request-3", "request-4"));

        assertBroken(
                CliRun.started(NOTHING, "audit", "verify", log.toString()),
                log + ", line 3: it is not as it was written, or never was a line of the log");
    }

    @Test
    void aMissingEndIsToldWhenTheHeadWasNoted() throws Exception {
        String head = hashOf(LINES);
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        assertThat(CliRun.started(NOTHING, "audit", "verify", log.toString(), "--head", head)
                        .exitCode())
                .isZero();
        lines.remove(LINES - 1);
        Files.write(log, lines);

        assertThat(CliRun.started(NOTHING, "audit", "verify", log.toString()).exitCode())
                .isZero();
        CliRun run = CliRun.started(NOTHING, "audit", "verify", "--head", head, log.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("gateway: the line with the hash " + head + " is not there");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatCannotBeCheckedIsRefused() {
        assertThat(CliRun.started(NOTHING, "audit").exitCode()).isEqualTo(2);
        assertThat(CliRun.started(NOTHING, "audit", "verify").exitCode()).isEqualTo(2);
        CliRun noHash = CliRun.started(NOTHING, "audit", "verify", log.toString(), "--head", "abc");
        assertThat(noHash.exitCode()).isEqualTo(2);
        assertThat(noHash.err()).contains("64 hexadecimal digits");
        assertBroken(
                CliRun.started(
                        NOTHING, "audit", "verify", temporary.resolve("x").toString()),
                temporary.resolve("x") + " cannot be read: NoSuchFileException " + temporary.resolve("x"));
    }

    private String hashOf(int line) throws Exception {
        return JsonMapper.builder()
                .build()
                .readTree(Files.readAllLines(log).get(line - 1))
                .required("hash")
                .textValue();
    }

    private static void assertBroken(CliRun run, String message) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip()).isEqualTo("gateway: " + message);
        assertThat(run.out()).isEmpty();
    }
}
