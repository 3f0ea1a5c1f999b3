package io.deliverysettings.domain.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.domain.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void aPrintedCallerHidesItsToken() {
        Caller caller = new Caller(
                Secret.of("eyJhbGciOiJSUzI1NiJ9"),
                ClientId.ifSane("client-1"),
                new CorrelationId("c-1"),
                ExternalId.ofNonEmpty("transaction-7"),
                Optional.empty());

        assertThat(caller.toString())
                .doesNotContain("eyJ")
                .contains("Secret[********]")
                .contains("c-1")
                .contains("transaction-7");
    }
}
