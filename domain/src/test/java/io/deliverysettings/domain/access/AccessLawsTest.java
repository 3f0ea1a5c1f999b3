package io.deliverysettings.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any rules: they only ever add, and what is allowed is allowed by one of them. */
class AccessLawsTest {

    @Property
    void theOrderOfTheRulesDoesNotMatter(
            @ForAll("rules") List<AccessRule> rules,
            @ForAll("identities") Identity identity,
            @ForAll Permission permission,
            @ForAll("environments") EnvironmentId environment,
            @ForAll Random random) {
        List<AccessRule> shuffled = new ArrayList<>(rules);
        Collections.shuffle(shuffled, random);

        assertThat(allows(shuffled, identity, permission, environment))
                .isEqualTo(allows(rules, identity, permission, environment));
    }

    @Property
    void aRuleMoreTakesNothingAway(
            @ForAll("rules") List<AccessRule> rules,
            @ForAll("rule") AccessRule more,
            @ForAll("identities") Identity identity,
            @ForAll Permission permission,
            @ForAll("environments") EnvironmentId environment) {
        List<AccessRule> withOneMore = new ArrayList<>(rules);
        withOneMore.add(more);

        if (allows(rules, identity, permission, environment)) {
            assertThat(allows(withOneMore, identity, permission, environment)).isTrue();
        }
    }

    @Property
    void whatIsAllowedIsAllowedByOneRuleAlone(
            @ForAll("rules") List<AccessRule> rules,
            @ForAll("identities") Identity identity,
            @ForAll Permission permission,
            @ForAll("environments") EnvironmentId environment) {
        assertThat(allows(rules, identity, permission, environment))
                .isEqualTo(rules.stream().anyMatch(rule -> allows(List.of(rule), identity, permission, environment)));
    }

    @Property
    void whatIsAllowedInAnEnvironmentIsAllowedSomewhere(
            @ForAll("rules") List<AccessRule> rules,
            @ForAll("identities") Identity identity,
            @ForAll Permission permission,
            @ForAll("environments") EnvironmentId environment) {
        Access access = new AccessRules(rules).of(identity);

        if (access.allows(permission, environment)) {
            assertThat(access.allowsSomewhere(permission)).isTrue();
        }
    }

    @Property
    void aClaimMoreTakesNothingAway(
            @ForAll("rules") List<AccessRule> rules,
            @ForAll("identities") Identity identity,
            @ForAll Permission permission,
            @ForAll("environments") EnvironmentId environment) {
        Identity withoutClaims = Identity.of(identity.client());

        if (allows(rules, withoutClaims, permission, environment)) {
            assertThat(allows(rules, identity, permission, environment)).isTrue();
        }
    }

    private static boolean allows(
            List<AccessRule> rules, Identity identity, Permission permission, EnvironmentId environment) {
        return new AccessRules(rules).of(identity).allows(permission, environment);
    }

    @Provide
    static Arbitrary<List<AccessRule>> rules() {
        return rule().list().ofMaxSize(5);
    }

    @Provide
    static Arbitrary<AccessRule> rule() {
        Arbitrary<Grant> grants = Combinators.combine(
                        scopes(), Arbitraries.of(Permission.class).set())
                .as(Grant::new);
        return Combinators.combine(holders(), grants).as(AccessRule::new);
    }

    @Provide
    static Arbitrary<Identity> identities() {
        return Combinators.combine(clients().optional(), words().set().ofMaxSize(2))
                .as((client, groups) -> new Identity(client, groups.isEmpty() ? Map.of() : Map.of("group", groups)));
    }

    @Provide
    static Arbitrary<EnvironmentId> environments() {
        return Arbitraries.integers().between(1, 3).map(number -> new EnvironmentId(new UUID(1, number)));
    }

    private static Arbitrary<EnvironmentScope> scopes() {
        return Arbitraries.oneOf(
                Arbitraries.of(new EnvironmentScope.Every()),
                environments().set().ofMaxSize(2).map(AccessLawsTest::listed));
    }

    private static EnvironmentScope listed(Set<EnvironmentId> environments) {
        return new EnvironmentScope.Listed(environments);
    }

    private static Arbitrary<Holder> holders() {
        return Arbitraries.oneOf(
                clients().map(Holder.Client::new),
                words().map(word -> new Holder.Claim("group", word)),
                Arbitraries.of(new Holder.Everybody()));
    }

    private static Arbitrary<ClientId> clients() {
        return words().map(ClientId::new);
    }

    private static Arbitrary<String> words() {
        return Arbitraries.of("red", "blue", "green");
    }
}
