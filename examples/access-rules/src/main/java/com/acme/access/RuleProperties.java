package com.acme.access;

import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rules as properties, numbered from 1: {@code 1.client}, or {@code 1.claim} and {@code 1.value}, or neither for everybody;
 * {@code 1.environments}, by commas or {@code *}; {@code 1.permissions}, by commas.
 */
final class RuleProperties {

    private RuleProperties() {}

    static AccessRules rules(Properties properties) {
        List<AccessRule> rules = new ArrayList<>();
        for (int i = 1; properties.containsKey(i + ".permissions"); i++) {
            rules.add(new AccessRule(
                    holder(properties, i + "."),
                    new Grant(
                            environments(required(properties, i + ".environments")),
                            list(required(properties, i + ".permissions"))
                                    .map(RuleProperties::permission)
                                    .collect(Collectors.toSet()))));
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("there is no 1.permissions");
        }
        return new AccessRules(rules);
    }

    private static Holder holder(Properties properties, String prefix) {
        if (properties.containsKey(prefix + "client")) {
            return new Holder.Client(new ClientId(properties.getProperty(prefix + "client")));
        }
        if (properties.containsKey(prefix + "claim")) {
            return new Holder.Claim(properties.getProperty(prefix + "claim"), required(properties, prefix + "value"));
        }
        return new Holder.Everybody();
    }

    private static EnvironmentScope environments(String text) {
        return text.equals("*")
                ? new EnvironmentScope.Every()
                : new EnvironmentScope.Listed(
                        Set.copyOf(list(text).map(EnvironmentId::of).toList()));
    }

    private static Permission permission(String text) {
        return Permission.of(text).orElseThrow(() -> new IllegalArgumentException("there is no permission " + text));
    }

    private static Stream<String> list(String text) {
        return Stream.of(text.split(",")).map(String::strip);
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("there is no " + key);
        }
        return value;
    }
}
