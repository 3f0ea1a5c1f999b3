package io.deliverysettings.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.port.out.AccessTokenPort;
import io.deliverysettings.application.port.out.AccessTokenPort.Answer;
import io.deliverysettings.domain.access.Identity;
import io.deliverysettings.domain.caller.ClientId;
import io.deliverysettings.domain.secret.Secret;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every adapter of {@link AccessTokenPort} has to hold. */
public interface AccessTokenPortContract {

    /**
     * The adapter under test.
     *
     * @return ready for use; the same throughout a test
     */
    AccessTokenPort tokens();

    /**
     * A token that the adapter accepts.
     *
     * @param client whom it is issued to
     * @return another one each time
     */
    Secret tokenFor(ClientId client);

    /**
     * An adapter of the same kind that has not been asked yet, and cannot get what it would verify a token with.
     *
     * @return the adapter; one that needs nothing is as good as any
     */
    AccessTokenPort withoutAnIssuer();

    /**
     * Whether the adapter verifies anything.
     *
     * @return false for one that leaves that to somebody else, and accepts whatever it is shown
     */
    boolean verifies();

    /** Whom a token was issued to is told. */
    @Test
    default void theIdentityIsTheOneThatTheTokenWasIssuedTo() {
        ClientId client = new ClientId("client-1");

        assertThat(identified(tokenFor(client)).client()).contains(client);
    }

    /** A token is good for more than one request. */
    @Test
    default void aTokenIsAcceptedEachTime() {
        Secret token = tokenFor(new ClientId("client-1"));
        Identity first = identified(token);

        for (int i = 0; i < 3; i++) {
            assertThat(identified(token)).isEqualTo(first);
        }
    }

    /** Each token has its own identity, in whichever order they come, and at the same time. */
    @Test
    default void noTokenIsTakenForAnother() {
        List<ClientId> clients = IntStream.range(0, 32)
                .mapToObj(i -> new ClientId("client-" + i))
                .toList();
        List<Secret> shown = clients.stream().map(this::tokenFor).toList();

        for (int round = 0; round < 2; round++) {
            List<CompletableFuture<Answer>> asked = shown.stream()
                    .map(token -> tokens().identify(token).toCompletableFuture())
                    .toList();

            for (int i = 0; i < clients.size(); i++) {
                assertThat(identity(await(asked.get(i))).client()).contains(clients.get(i));
            }
        }
    }

    /** A text that is no token is nobody's. It is answered as any other, whatever it is. */
    @Test
    default void anyTextIsAnsweredAndNamesNobody() {
        for (String text : List.of(
                " ",
                "x",
                ".",
                "..",
                "a.b.c",
                "a.b.c.d.e",
                "\u0000\n",
                "p\u00e4ssw\u00f6rd \uD83D\uDD11",
                "\uD83D",
                "' OR 1=1 --",
                "e30.e30.e30",
                "e30.e30.",
                "eyJhbGciOiJub25lIn0.e30.",
                "0".repeat(1_000_000))) {
            Answer answer = await(tokens().identify(Secret.of(text)));

            if (verifies()) {
                assertThat(answer).isInstanceOf(Answer.Refused.class);
            } else {
                assertThat(answer).isEqualTo(new Answer.Accepted(Identity.of(Optional.empty())));
            }
        }
    }

    /** Whoever changes a token has another one. */
    @Test
    default void aTokenThatWasChangedIsRefusedWhereItIsVerified() {
        String issued = tokenFor(new ClientId("client-1")).reveal();
        identified(Secret.of(issued));
        // Not its end, where a letter of base64 may mean nothing.
        int middle = issued.length() - 20;
        char other = issued.charAt(middle) == 'A' ? 'B' : 'A';

        Answer answer =
                await(tokens().identify(Secret.of(issued.substring(0, middle) + other + issued.substring(middle + 1))));

        assertThat(answer instanceof Answer.Refused).isEqualTo(verifies());
    }

    /** Where a token cannot be verified, that is no reason to refuse it, and none to accept it. */
    @Test
    default void withoutWhatItTakesToVerifyTheStageFails() {
        CompletionStage<Answer> asked = withoutAnIssuer().identify(tokenFor(new ClientId("client-1")));

        if (verifies()) {
            assertThat(PortFault.in(catchThrowable(() -> await(asked)))).hasValueSatisfying(fault -> {
                assertThat(fault.kind()).isEqualTo(PortFault.Kind.UNAVAILABLE);
                assertThat(fault.effect()).isEqualTo(PortFault.Effect.NONE);
            });
        } else {
            assertThat(identity(await(asked)).client()).contains(new ClientId("client-1"));
        }
    }

    private Identity identified(Secret token) {
        return identity(await(tokens().identify(token)));
    }

    private static Identity identity(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted) answer).identity();
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
