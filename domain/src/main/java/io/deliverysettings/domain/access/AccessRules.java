package io.deliverysettings.domain.access;

import java.util.List;
import java.util.Set;

/**
 * What everybody is given. Rules add up, and whoever none of them means is given nothing.
 *
 * @param rules in no order that matters
 */
public record AccessRules(List<AccessRule> rules) {

    private static final AccessRules UNRESTRICTED = new AccessRules(List.of(new AccessRule(
            new AccessRule.Holder.Everybody(), new Grant(new EnvironmentScope.Every(), Set.of(Permission.values())))));

    /** Copies the list. */
    public AccessRules {
        rules = List.copyOf(rules);
    }

    /**
     * Everything for everybody, where somebody else decides what a caller may do.
     *
     * @return one rule that gives all there is
     */
    public static AccessRules unrestricted() {
        return UNRESTRICTED;
    }

    /**
     * What somebody may do.
     *
     * @param identity who
     * @return the grants of every rule that means this identity
     */
    public Access of(Identity identity) {
        return new Access(rules.stream()
                .filter(rule -> rule.holder().includes(identity))
                .map(AccessRule::grant)
                .toList());
    }
}
