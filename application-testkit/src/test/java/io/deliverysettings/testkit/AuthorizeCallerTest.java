package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Samples.ENVIRONMENT;
import static io.deliverysettings.testkit.Stages.fault;
import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Need;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Origin;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Forbidden;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.NotAuthenticated;
import io.deliverysettings.application.port.in.AuthorizeCallerUseCase.Result.Permitted;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AuditPort.Denial;
import io.deliverysettings.application.port.out.AuditPort.Event.Denied;
import io.deliverysettings.domain.access.AccessRule;
import io.deliverysettings.domain.access.AccessRule.Holder;
import io.deliverysettings.domain.access.AccessRules;
import io.deliverysettings.domain.access.EnvironmentScope;
import io.deliverysettings.domain.access.Grant;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.access.Permission;
import io.deliverysettings.domain.caller.Caller;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.caller.CorrelationId;
import io.deliverysettings.domain.caller.ExternalId;
import io.deliverysettings.domain.environment.EnvironmentId;
import io.deliverysettings.domain.secret.Secret;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what: by the token and the access rules, and by nothing else. Whoever is denied is in the audit log. */
class AuthorizeCallerTest {

    private static final ClientId CLIENT = new ClientId("client-1");
    private static final Identity IDENTITY =
            new Identity(Optional.of(CLIENT), Map.of("p1.group", Set.of("platform", "support")));
    private static final Secret TOKEN = Secret.of("a-bearer-token-that-is-good");
    private static final EnvironmentId ANOTHER = new EnvironmentId(new UUID(9, 9));
    private static final Origin ORIGIN = new Origin(
            "192.0.2.7",
            new CorrelationId("correlation-1"),
            Optional.of(new ExternalId("transaction-1")),
            Optional.of(new ExternalId("session-1")));

    private final World world = new World();

    @BeforeEach
    void issueTheToken() {
        world.tokens.issue(TOKEN, IDENTITY);
    }

    @Test
    void aCallerMayDoWhatItsClientIsGiven() {
        rules(rule(new Holder.Client(CLIENT), ENVIRONMENT, Permission.READ));

        Permitted permitted = outcome(ask(Permission.READ, ENVIRONMENT), Permitted.class);

        assertThat(permitted.caller())
                .isEqualTo(new Caller(
                        TOKEN,
                        Optional.of(CLIENT),
                        ORIGIN.correlationId(),
                        ORIGIN.transactionId(),
                        ORIGIN.sessionId()));
        assertThat(permitted.access().allows(Permission.READ, ENVIRONMENT)).isTrue();
        assertThat(permitted.access().allows(Permission.WRITE, ENVIRONMENT)).isFalse();
        assertThat(world.audit.events())
                .as("a request that is let in is no event")
                .isEmpty();
    }

    @Test
    void aCallerMayDoWhatOneOfItsClaimsIsGiven() {
        rules(rule(new Holder.Claim("p1.group", "support"), ENVIRONMENT, Permission.HISTORY));

        assertThat(outcome(ask(Permission.HISTORY, ENVIRONMENT))).isInstanceOf(Permitted.class);
    }

    @Test
    void whatIsGivenToAnotherIsNotTheCallers() {
        rules(
                rule(new Holder.Client(new ClientId("client-2")), ENVIRONMENT, Permission.READ),
                rule(new Holder.Claim("p1.group", "plat"), ENVIRONMENT, Permission.READ),
                rule(new Holder.Claim("p1.role", "platform"), ENVIRONMENT, Permission.READ));

        assertForbidden(ask(Permission.READ, ENVIRONMENT), Permission.READ, Optional.of(ENVIRONMENT));
    }

    @Test
    void whatIsGivenInAnEnvironmentIsNotGivenInAnother() {
        rules(rule(new Holder.Client(CLIENT), ENVIRONMENT, Permission.READ));

        assertForbidden(ask(Permission.READ, ANOTHER), Permission.READ, Optional.of(ANOTHER));
    }

    @Test
    void noPermissionIncludesAnother() {
        for (Permission given : Permission.values()) {
            rules(rule(new Holder.Everybody(), ENVIRONMENT, given));
            for (Permission wanted : Permission.values()) {
                assertThat(outcome(ask(wanted, ENVIRONMENT)) instanceof Permitted)
                        .as("%s with %s", wanted, given)
                        .isEqualTo(wanted == given);
            }
        }
    }

    @Test
    void whateverNoRuleGivesIsDenied() {
        rules();

        assertForbidden(ask(Permission.READ, ENVIRONMENT), Permission.READ, Optional.of(ENVIRONMENT));
    }

    @Test
    void anyOneOfThePermissionsThatWouldDoIsEnough() {
        rules(rule(new Holder.Everybody(), ENVIRONMENT, Permission.WRITE));
        Set<Permission> either = Set.of(Permission.OPERATE, Permission.WRITE);

        assertThat(outcome(ask(Optional.of(TOKEN), new Need(either, Optional.of(ENVIRONMENT)))))
                .isInstanceOf(Permitted.class);
        assertThat(outcome(ask(Optional.of(TOKEN), new Need(either, Optional.of(ANOTHER)))))
                .isEqualTo(new Forbidden());
    }

    @Test
    void aRequestAboutNoEnvironmentNeedsThePermissionSomewhere() {
        Need somewhere = new Need(Set.of(Permission.READ), Optional.empty());
        rules(rule(new Holder.Everybody(), ANOTHER, Permission.READ));

        assertThat(outcome(ask(Optional.of(TOKEN), somewhere))).isInstanceOf(Permitted.class);

        rules(rule(new Holder.Everybody(), ANOTHER, Permission.WRITE));

        assertForbidden(ask(Optional.of(TOKEN), somewhere), Permission.READ, Optional.empty());
    }

    @Test
    void aRequestThatNeedsNothingDoesNotExist() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Need(Set.of(), Optional.of(ENVIRONMENT)));
    }

    @Test
    void aChangeOfTheRulesHoldsForTheNextRequest() {
        rules(rule(new Holder.Client(CLIENT), ENVIRONMENT, Permission.READ));
        outcome(ask(Permission.READ, ENVIRONMENT), Permitted.class);

        rules();

        outcome(ask(Permission.READ, ENVIRONMENT), Forbidden.class);
    }

    @Test
    void withoutATokenNobodyKnowsWhoCalls() {
        Result result = outcome(ask(Optional.empty(), need(Permission.WRITE, ENVIRONMENT)));

        assertThat(result).isEqualTo(new NotAuthenticated(Result.Reason.NO_TOKEN));
        assertDenied(Optional.empty(), Denial.NO_TOKEN, Permission.WRITE, Optional.of(ENVIRONMENT));
    }

    @TestFactory
    Stream<DynamicTest> everyReasonToRefuseATokenIsInTheAuditLogAndTheCallerIsToldWhetherItExpired() {
        Map<AccessTokenPort.Reason, Denial> denials = new EnumMap<>(Map.of(
                AccessTokenPort.Reason.UNREADABLE, Denial.TOKEN_UNREADABLE,
                AccessTokenPort.Reason.ALGORITHM, Denial.TOKEN_ALGORITHM,
                AccessTokenPort.Reason.ISSUER, Denial.TOKEN_ISSUER,
                AccessTokenPort.Reason.UNKNOWN_KEY, Denial.TOKEN_UNKNOWN_KEY,
                AccessTokenPort.Reason.SIGNATURE, Denial.TOKEN_SIGNATURE,
                AccessTokenPort.Reason.AUDIENCE, Denial.TOKEN_AUDIENCE,
                AccessTokenPort.Reason.EXPIRED, Denial.TOKEN_EXPIRED,
                AccessTokenPort.Reason.NOT_YET_VALID, Denial.TOKEN_NOT_YET_VALID));
        return Arrays.stream(AccessTokenPort.Reason.values())
                .map(reason -> DynamicTest.dynamicTest(reason.name(), () -> {
                    World fresh = new World();
                    fresh.tokens.refuseOthersFor(reason);

                    Result result =
                            outcome(ask(fresh, Optional.of(Secret.of("no good")), need(Permission.READ, ENVIRONMENT)));

                    assertThat(result)
                            .isEqualTo(new NotAuthenticated(
                                    reason == AccessTokenPort.Reason.EXPIRED
                                            ? Result.Reason.TOKEN_EXPIRED
                                            : Result.Reason.TOKEN_REFUSED));
                    assertThat(fresh.audit.events())
                            .containsExactly(denied(
                                    fresh,
                                    Optional.empty(),
                                    Objects.requireNonNull(denials.get(reason)),
                                    Permission.READ,
                                    Optional.of(ENVIRONMENT)));
                }));
    }

    @Test
    void aTokenThatCannotBeVerifiedNowIsNeitherAcceptedNorRefused() {
        world.tokens.away(true);

        PortFault fault = fault(ask(Permission.READ, ENVIRONMENT));

        assertThat(fault.kind()).isEqualTo(PortFault.Kind.UNAVAILABLE);
        assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
        assertThat(world.audit.events()).as("nobody was denied anything").isEmpty();
    }

    @Test
    void aFullAuditLogChangesNothingForWhoeverIsDenied() {
        world.audit.full(true);
        rules();

        assertThat(outcome(ask(Permission.READ, ENVIRONMENT))).isEqualTo(new Forbidden());
        assertThat(outcome(ask(Optional.empty(), need(Permission.READ, ENVIRONMENT))))
                .isEqualTo(new NotAuthenticated(Result.Reason.NO_TOKEN));
        assertThat(outcome(ask(Optional.of(Secret.of("no good")), need(Permission.READ, ENVIRONMENT))))
                .isEqualTo(new NotAuthenticated(Result.Reason.TOKEN_REFUSED));
    }

    @Test
    void everyCaseOfTheResultIsGoneOnWith() {
        rules(rule(new Holder.Everybody(), ENVIRONMENT, Permission.READ));

        assertThat(folded(ask(Permission.READ, ENVIRONMENT))).isEqualTo("permitted");
        assertThat(folded(ask(Permission.READ, ANOTHER))).isEqualTo("forbidden");
        assertThat(folded(ask(Optional.empty(), need(Permission.READ, ENVIRONMENT))))
                .isEqualTo("not authenticated");
    }

    private static String folded(CompletionStage<Result> stage) {
        return outcome(stage).fold(permitted -> "permitted", unknown -> "not authenticated", forbidden -> "forbidden");
    }

    private void assertForbidden(
            CompletionStage<Result> stage, Permission needed, Optional<EnvironmentId> environment) {
        assertThat(outcome(stage)).isEqualTo(new Forbidden());
        assertDenied(Optional.of(CLIENT), Denial.NOT_PERMITTED, needed, environment);
    }

    private void assertDenied(
            Optional<ClientId> client, Denial reason, Permission needed, Optional<EnvironmentId> environment) {
        assertThat(world.audit.events()).containsExactly(denied(world, client, reason, needed, environment));
    }

    private static Denied denied(
            World world,
            Optional<ClientId> client,
            Denial reason,
            Permission needed,
            Optional<EnvironmentId> environment) {
        return new Denied(
                world.clock.instant(),
                ORIGIN.correlationId(),
                ORIGIN.address(),
                client,
                reason,
                Set.of(needed),
                environment);
    }

    private void rules(AccessRule... rules) {
        world.rules.set(new AccessRules(List.of(rules)));
    }

    private static AccessRule rule(Holder holder, EnvironmentId environment, Permission permission) {
        return new AccessRule(holder, new Grant(new EnvironmentScope.Listed(Set.of(environment)), Set.of(permission)));
    }

    private static Need need(Permission permission, EnvironmentId environment) {
        return new Need(Set.of(permission), Optional.of(environment));
    }

    private CompletionStage<Result> ask(Permission permission, EnvironmentId environment) {
        return ask(Optional.of(TOKEN), need(permission, environment));
    }

    private CompletionStage<Result> ask(Optional<Secret> accessToken, Need need) {
        return ask(world, accessToken, need);
    }

    private static CompletionStage<Result> ask(World world, Optional<Secret> accessToken, Need need) {
        return world.useCases.authorizeCaller().authorize(new AuthorizeCallerUseCase.Query(accessToken, need, ORIGIN));
    }
}
