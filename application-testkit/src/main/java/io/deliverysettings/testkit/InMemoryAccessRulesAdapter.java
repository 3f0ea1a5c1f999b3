package io.deliverysettings.testkit;

import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRules;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rules that a test sets. For use by any number of threads; every stage is complete when it is returned. */
public final class InMemoryAccessRulesAdapter implements AccessRulesPort {

    private volatile AccessRules inForce;

    /**
     * Begins with some rules.
     *
     * @param rules the rules
     */
    public InMemoryAccessRulesAdapter(AccessRules rules) {
        this.inForce = rules;
    }

    /**
     * From now on others are in force.
     *
     * @param rules the rules
     */
    public void set(AccessRules rules) {
        inForce = rules;
    }

    @Override
    public CompletionStage<AccessRules> rules() {
        return CompletableFuture.completedStage(inForce);
    }
}
