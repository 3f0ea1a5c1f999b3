package io.deliverysettings.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.environment.EnvironmentId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is given what: whom a rule means, where it holds, and that nothing else is given. */
class AccessRulesTest {

    private static final EnvironmentId HERE = new EnvironmentId(new UUID(1, 1));
    private static final EnvironmentId ELSEWHERE = new EnvironmentId(new UUID(1, 2));
    private static final ClientId CLIENT = new ClientId("client-1");
    private static final Identity IDENTITY =
            new Identity(Optional.of(CLIENT), Map.of("group", Set.of("red", "blue"), "level", Set.of("3")));
    private static final Identity NOBODY = Identity.of(Optional.empty());

    @Test
    void withoutARuleNothingIsGiven() {
        Access access = new AccessRules(List.of()).of(IDENTITY);

        assertThat(access.grants()).isEmpty();
        assertThat(access.allowsSomewhere(Permission.READ)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void unrestrictedIsEverythingEverywhereForEverybody(Permission permission) {
        for (Access access :
                List.of(Access.unrestricted(), AccessRules.unrestricted().of(NOBODY))) {
            assertThat(access.allows(permission, HERE)).isTrue();
            assertThat(access.allowsSomewhere(permission)).isTrue();
        }
    }

    @Test
    void aClientIsMeantByItsIdAlone() {
        Holder client = new Holder.Client(CLIENT);

        assertThat(client.includes(IDENTITY)).isTrue();
        assertThat(client.includes(Identity.of(Optional.of(new ClientId("client-2")))))
                .isFalse();
        assertThat(client.includes(Identity.of(Optional.of(new ClientId("Client-1")))))
                .isFalse();
        assertThat(client.includes(NOBODY)).isFalse();
        assertThat(client.includes(new Identity(Optional.empty(), Map.of("client_id", Set.of("client-1")))))
                .as("a claim is not the client")
                .isFalse();
    }

    @Test
    void aClaimMeansWhoeverHasTheValueAmongItsValues() {
        assertThat(new Holder.Claim("group", "red").includes(IDENTITY)).isTrue();
        assertThat(new Holder.Claim("group", "blue").includes(IDENTITY)).isTrue();
        assertThat(new Holder.Claim("level", "3").includes(IDENTITY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"re", "redd", "Red", "", " red", "red, blue", "[red, blue]"})
    void aValueIsComparedLetterByLetter(String value) {
        assertThat(new Holder.Claim("group", value).includes(IDENTITY)).isFalse();
    }

    @Test
    void theValueOfAnotherClaimDoesNotCount() {
        assertThat(new Holder.Claim("level", "red").includes(IDENTITY)).isFalse();
        assertThat(new Holder.Claim("Group", "red").includes(IDENTITY)).isFalse();
        assertThat(new Holder.Claim("group", "red").includes(NOBODY)).isFalse();
    }

    @Test
    void everybodyIsEverybody() {
        assertThat(new Holder.Everybody().includes(IDENTITY)).isTrue();
        assertThat(new Holder.Everybody().includes(NOBODY)).isTrue();
    }

    @Test
    void theGrantsOfEveryRuleThatMeansTheIdentityAddUp() {
        Grant read = grant(HERE, Permission.READ);
        Grant write = grant(ELSEWHERE, Permission.WRITE);
        AccessRules rules = new AccessRules(List.of(
                new AccessRule(new Holder.Client(CLIENT), read),
                new AccessRule(new Holder.Client(new ClientId("client-2")), grant(HERE, Permission.OPERATE)),
                new AccessRule(new Holder.Claim("group", "red"), write)));

        assertThat(rules.of(IDENTITY).grants()).containsExactly(read, write);
    }

    @Test
    void onePermissionHereAndAnotherThereIsNotBothInBoth() {
        Access access = new Access(List.of(grant(HERE, Permission.READ), grant(ELSEWHERE, Permission.WRITE)));

        assertThat(access.allows(Permission.READ, HERE)).isTrue();
        assertThat(access.allows(Permission.WRITE, ELSEWHERE)).isTrue();
        assertThat(access.allows(Permission.WRITE, HERE)).isFalse();
        assertThat(access.allows(Permission.READ, ELSEWHERE)).isFalse();
    }

    @Test
    void aPermissionInNoEnvironmentIsGivenNowhere() {
        Access access = new Access(List.of(new Grant(new EnvironmentScope.Listed(Set.of()), Set.of(Permission.READ))));

        assertThat(access.allowsSomewhere(Permission.READ)).isFalse();
        assertThat(access.allows(Permission.READ, HERE)).isFalse();
    }

    @Test
    void aPermissionInOneEnvironmentIsGivenSomewhere() {
        Access access = new Access(List.of(grant(HERE, Permission.READ)));

        assertThat(access.allowsSomewhere(Permission.READ)).isTrue();
        assertThat(access.allowsSomewhere(Permission.WRITE)).isFalse();
    }

    @Test
    void everyEnvironmentIncludesThoseThatNobodyKnowsYet() {
        assertThat(new EnvironmentScope.Every().includes(new EnvironmentId(UUID.randomUUID())))
                .isTrue();
        assertThat(new EnvironmentScope.Every().isSomewhere()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aPermissionIsReadAsItIsWritten(Permission permission) {
        assertThat(Permission.of(permission.text())).contains(permission);
        assertThat(permission.text()).matches("[a-z]+(-[a-z]+)*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "READ", "Read", " read", "select_number", "SELECT_NUMBER", "*", "admin"})
    void nothingElseIsAPermission(String text) {
        assertThat(Permission.of(text)).isEmpty();
    }

    @Test
    void nothingChangesWhatWasGivenAfterwards() {
        Set<String> values = new HashSet<>(Set.of("red"));
        Map<String, Set<String>> claims = new HashMap<>(Map.of("group", values));
        Set<EnvironmentId> environments = new HashSet<>(Set.of(HERE));
        Set<Permission> permissions = new HashSet<>(Set.of(Permission.READ));
        List<AccessRule> rules = new ArrayList<>();

        Identity identity = new Identity(Optional.empty(), claims);
        EnvironmentScope scope = new EnvironmentScope.Listed(environments);
        Grant grant = new Grant(scope, permissions);
        AccessRules none = new AccessRules(rules);
        List<Grant> grants = new ArrayList<>(List.of(grant));
        Access access = new Access(grants);
        values.add("blue");
        claims.put("level", Set.of("3"));
        environments.add(ELSEWHERE);
        permissions.add(Permission.WRITE);
        rules.add(new AccessRule(new Holder.Everybody(), grant));
        grants.add(grant(ELSEWHERE, Permission.WRITE));

        assertThat(identity.claims()).isEqualTo(Map.of("group", Set.of("red")));
        assertThat(scope.includes(ELSEWHERE)).isFalse();
        assertThat(grant.permissions()).containsExactly(Permission.READ);
        assertThat(none.rules()).isEmpty();
        assertThat(access.allows(Permission.WRITE, ELSEWHERE)).isFalse();
    }

    private static Grant grant(EnvironmentId environment, Permission permission) {
        return new Grant(new EnvironmentScope.Listed(Set.of(environment)), Set.of(permission));
    }
}
