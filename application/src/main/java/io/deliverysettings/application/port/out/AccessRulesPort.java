package io.deliverysettings.application.port.out;

import io.deliverysettings.domain.access.AccessRules;
import java.util.concurrent.CompletionStage;

/** The question to the operator, who may do what. */
public interface AccessRulesPort {

    /**
     * The rules that are in force now.
     *
     * @return the rules, at once and without a fault: those that were read last
     */
    CompletionStage<AccessRules> rules();
}
