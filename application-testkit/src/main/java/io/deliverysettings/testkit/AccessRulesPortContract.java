package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.AccessRulesPort;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link AccessRulesPort} has to hold. */
public interface AccessRulesPortContract {

    /** Every kind of holder and of environments, and every permission. */
    AccessRules SOME_RULES = new AccessRules(List.of(
            new AccessRule(
                    new Holder.Client(new ClientId("6b1cd0f0-8c26-4d6e-a5a1-1c6cf9d02d1e")),
                    new Grant(
                            new EnvironmentScope.Listed(Set.of(
                                    Samples.ENVIRONMENT,
                                    new EnvironmentId(new UUID(9, 1)),
                                    new EnvironmentId(new UUID(9, 2)))),
                            Set.of(Permission.READ, Permission.SELECT_NUMBER))),
            new AccessRule(
                    new Holder.Claim("p1.group", "platform team: \"blue\" # 1"),
                    new Grant(new EnvironmentScope.Every(), Set.of(Permission.values()))),
            new AccessRule(
                    new Holder.Everybody(),
                    new Grant(new EnvironmentScope.Listed(Set.of(Samples.ENVIRONMENT)), Set.of(Permission.HISTORY)))));

    /** Others. */
    AccessRules OTHER_RULES = new AccessRules(List.of(
            new AccessRule(new Holder.Everybody(), new Grant(new EnvironmentScope.Every(), Set.of(Permission.READ)))));

    /**
     * An adapter in which these rules are in force.
     *
     * @param rules at least one, and each gives something
     * @return ready for use
     */
    AccessRulesPort with(AccessRules rules);

    /**
     * From now on others are in force in the adapter that was asked for last.
     *
     * @param rules as in {@link #with}
     */
    void change(AccessRules rules);

    /** What is in force is told as it is. */
    @Test
    default void theRulesAreThoseInForce() {
        assertThat(inForce(with(SOME_RULES))).isEqualTo(SOME_RULES);
        assertThat(inForce(with(OTHER_RULES))).isEqualTo(OTHER_RULES);
    }

    /** A request waits for nothing. */
    @Test
    default void theyAreToldAtOnce() {
        CompletableFuture<AccessRules> asked = with(SOME_RULES).rules().toCompletableFuture();

        assertThat(asked).isDone();
    }

    /** A change holds for the next request. */
    @Test
    default void aChangeIsInForceForWhoeverAsksThen() {
        AccessRulesPort rules = with(SOME_RULES);
        AccessRules before = inForce(rules);

        change(OTHER_RULES);

        assertThat(inForce(rules)).isEqualTo(OTHER_RULES);
        assertThat(before).as("what was told before").isEqualTo(SOME_RULES);
    }

    private static AccessRules inForce(AccessRulesPort rules) {
        return rules.rules().toCompletableFuture().join();
    }
}
