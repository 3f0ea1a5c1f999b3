package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRules;

/** The contract. */
class InMemoryAccessRulesAdapterTest implements AccessRulesPortContract {

    private InMemoryAccessRulesAdapter latest = new InMemoryAccessRulesAdapter(AccessRules.unrestricted());

    @Override
    public AccessRulesPort with(AccessRules rules) {
        latest = new InMemoryAccessRulesAdapter(rules);
        return latest;
    }

    @Override
    public void change(AccessRules rules) {
        latest.set(rules);
    }
}
