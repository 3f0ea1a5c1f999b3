package io.deliverysettings.adapter.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.health.ComponentHealth.State;
import io.deliverysettings.application.port.out.HealthPort;
import io.deliverysettings.testkit.AuditSamples;
import io.deliverysettings.testkit.HealthPortContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of the port on a log: it is down while events cannot be written. */
class AuditHealthAdapterTest extends AuditFixture implements HealthPortContract {

    @SuppressWarnings("NullAway.Init")
    private AuditLogAdapter log;

    @BeforeEach
    void openLog() {
        log = open();
    }

    @Override
    public HealthPort health() {
        return log.health();
    }

    @Override
    public void breakDown() {
        disk.leaveRoomFor(0);
        faultOf(log.record(AuditSamples.begun()));
    }

    @Override
    public void repair() {
        disk.leaveRoomFor(Long.MAX_VALUE);
        record(log, AuditSamples.begun());
    }

    @Test
    void itIsTheOneThatIsGivenOut() {
        assertThat(health()).isInstanceOf(AuditHealthAdapter.class);
    }

    @Test
    void aLogThatIsClosedIsDown() {
        await(log.close());

        assertThat(await(health().health()).state()).isEqualTo(State.DOWN);
    }

    @Test
    void whatIsSaidOfItNamesNoFile() {
        breakDown();

        assertThat(await(health().health()).detail())
                .hasValueSatisfying(detail -> assertThat(detail).doesNotContain(directory.toString()));
    }
}
