package io.deliverysettings.adapter.audit;

import io.deliverysettings.application.port.out.AuditPort;
import io.deliverysettings.testkit.AuditPortContract;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** The contract of the port on a log in a file. */
class AuditLogAdapterTest extends AuditFixture implements AuditPortContract {

    @SuppressWarnings("NullAway.Init")
    private AuditLogAdapter log;

    @BeforeEach
    void openLog() {
        log = open();
    }

    @Override
    public AuditPort audit() {
        return log;
    }

    @Override
    public AuditPort reopened() {
        await(log.close());
        log = open();
        return log;
    }

    @Override
    public List<AuditPort.Event> recorded() {
        return AuditReader.events(file());
    }

    @Override
    public void breakDown() {
        disk.leaveRoomFor(100);
    }

    @Override
    public void repair() {
        disk.leaveRoomFor(Long.MAX_VALUE);
    }
}
