package io.deliverysettings.testkit;

import static io.deliverysettings.testkit.Stages.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Accepted;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer.Refused;
import io.deliverysettings.application.port.out.AccessTokenPort.Reason;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract, and what a test can do to the made-up issuer. */
class InMemoryAccessTokenAdapterTest implements AccessTokenPortContract {

    private final InMemoryAccessTokenAdapter tokens = new InMemoryAccessTokenAdapter();
    private int issued;

    @Override
    public AccessTokenPort tokens() {
        return tokens;
    }

    @Override
    public Secret tokenFor(ClientId client) {
        issued++;
        Secret token = Secret.of("a token of the test, the one with the number " + issued);
        tokens.issue(token, Identity.of(Optional.of(client)));
        return token;
    }

    @Override
    public AccessTokenPort withoutAnIssuer() {
        InMemoryAccessTokenAdapter away = new InMemoryAccessTokenAdapter();
        away.away(true);
        return away;
    }

    @Override
    public boolean verifies() {
        return true;
    }

    @Test
    void othersAreRefusedForTheReasonThatWasSet() {
        Secret other = Secret.of("another");

        for (Reason reason : Reason.values()) {
            tokens.refuseOthersFor(reason);

            assertThat(outcome(tokens.identify(other))).isEqualTo(new Refused(reason));
        }
    }

    @Test
    void theIssuerCanComeBack() {
        Secret token = tokenFor(new ClientId("client-1"));
        tokens.away(true);

        tokens.away(false);

        assertThat(outcome(tokens.identify(token))).isInstanceOf(Accepted.class);
    }
}
