package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.AuditPort;
import java.util.List;

/** The in-memory audit log holds the contract. */
class InMemoryAuditAdapterTest implements AuditPortContract {

    private final InMemoryAuditAdapter audit = new InMemoryAuditAdapter();

    @Override
    public AuditPort audit() {
        return audit;
    }

    @Override
    public AuditPort reopened() {
        return audit;
    }

    @Override
    public List<AuditPort.Event> recorded() {
        return audit.events();
    }

    @Override
    public void breakDown() {
        audit.full(true);
    }

    @Override
    public void repair() {
        audit.full(false);
    }
}
