package io.deliverysettings.adapter.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is out of bounds is refused where the options are made. */
class AuditLogOptionsTest {

    private static final Path FILE = Path.of("audit.log");
    private static final Duration LIMIT = Duration.ofSeconds(1);

    @Test
    void aFileIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AuditLogOptions(Path.of("/"), 1 << 20, LIMIT));
    }

    @Test
    void theQueueHasBounds() {
        for (int bytes : new int[] {(64 << 10) - 1, (1 << 30) + 1, -1}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AuditLogOptions(FILE, bytes, LIMIT));
        }
        for (int bytes : new int[] {64 << 10, 1 << 30}) {
            assertThatCode(() -> new AuditLogOptions(FILE, bytes, LIMIT)).doesNotThrowAnyException();
        }
    }

    @Test
    void closingTakesSomeTime() {
        for (Duration limit : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AuditLogOptions(FILE, 1 << 20, limit));
        }
    }
}
