package io.deliverysettings.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sandbox of which a share of the calls fails in random ways. */
class RandomFaultsTest extends SandboxFixture {

    private static final ObjectNode BODY = body(TestValues.EXAMPLE_ACCOUNT);

    @ParameterizedTest
    @EnumSource(
            value = InjectedFault.class,
            names = {"DROPPED_BEFORE", "DROPPED_AFTER", "TRUNCATED"})
    void theConnectionOfAPutClosesWithoutAWholeAnswer(InjectedFault fault) throws Exception {
        restartWith(fault, "PUT");

        assertThatThrownBy(() -> put(BODY)).isInstanceOf(IOException.class);

        assertThat(sandbox.received())
                .extracting(ReceivedCall::applied)
                .containsExactly(fault != InjectedFault.DROPPED_BEFORE);
        assertThat(sandbox.statistics().faultsInjected()).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, 500, ''",
        "BAD_GATEWAY, 502, ''",
        "UNAVAILABLE, 503, ''",
        "UNAVAILABLE_FOR_A_SECOND, 503, 1",
        "GATEWAY_TIMEOUT, 504, ''"
    })
    void aCallIsAnsweredByAnErrorOfTheServerAndNotCarriedOut(InjectedFault fault, int status, String retryAfter)
            throws Exception {
        for (String method : List.of("PUT", "GET", "DELETE")) {
            restartWith(fault, method);

            HttpResponse<String> response = method.equals("PUT") ? put(BODY) : method(method);

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(header(response, "Retry-After")).isEqualTo(retryAfter);
            assertThat(header(response, "Correlation-Id")).isNotEmpty();
            assertThat(sandbox.received()).noneMatch(ReceivedCall::applied).hasSize(1);
            assertThat(sandbox.statistics().faultsInjected()).isOne();
        }
    }

    @Test
    void theErrorsOfPingOneItselfAndOfAProxyHaveTheirOwnBodies() throws Exception {
        restartWith(InjectedFault.FAILED, "PUT");
        assertThat(json(put(BODY)).path("code").textValue()).isEqualTo("UNEXPECTED_ERROR");

        restartWith(InjectedFault.BAD_GATEWAY, "PUT");
        HttpResponse<String> page = put(BODY);
        assertThat(header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aTruncatedAnswerBreaksOffInTheMiddleOfTheDocument() throws Exception {
        restartWith(InjectedFault.TRUNCATED, "GET");

        String answer = rawGet();

        assertThat(answer).startsWith("HTTP/1.1 404 ").contains("{\"id\":").doesNotEndWith("}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "HEAD"})
    void withoutADocumentTheConnectionClosesInsteadOfATruncatedAnswer(String method) throws Exception {
        restartWith(InjectedFault.TRUNCATED, method);

        assertThatThrownBy(() -> method(method)).isInstanceOf(IOException.class);
    }

    @Test
    void aDelayedAnswerIsTheProperOne() throws Exception {
        put(BODY);
        restartWith(InjectedFault.DELAYED, "PUT");
        // So that what is measured is not the time that it takes to connect.
        send(request("/").GET());

        long start = System.nanoTime();
        HttpResponse<String> response = put(BODY);
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(json(response).path("whatsAppAccountBusinessId").textValue()).isEqualTo(TestValues.EXAMPLE_ACCOUNT);
        assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(FaultInjector.SHORTEST_DELAY_MILLIS - 10));
    }

    @Test
    void aWriteMeetsEveryFaultAndAReadAllButTheOneAfterTheChange() {
        assertThat(drawn("PUT", 1, 500)).isEqualTo(EnumSet.allOf(InjectedFault.class));
        assertThat(drawn("DELETE", 1, 500)).isEqualTo(EnumSet.allOf(InjectedFault.class));
        assertThat(drawn("GET", 1, 500)).isEqualTo(EnumSet.complementOf(EnumSet.of(InjectedFault.DROPPED_AFTER)));
    }

    @Test
    void theShareOfTheCallsFails() {
        FaultInjector injector = injector(0.1, 1);
        int faults = 0;
        for (int i = 0; i < 10_000; i++) {
            faults += injector.draw("PUT").isPresent() ? 1 : 0;
        }

        assertThat(faults).isBetween(900, 1_100);
        assertThat(drawn("PUT", 0, 10_000)).isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameFaultsAndAnotherSeedOthers() {
        assertThat(sequence(7)).isEqualTo(sequence(7)).isNotEqualTo(sequence(8));
    }

    @Test
    void withoutAShareNothingFails() throws Exception {
        for (int i = 0; i < 200; i++) {
            assertThat(put(BODY).statusCode()).isEqualTo(201);
        }
        assertThat(sandbox.statistics().faultsInjected()).isZero();
    }

    @Test
    void whatIsThrottledMeetsNoFault() throws Exception {
        restart(OPTIONS.withRateLimits(new RateLimits(1, 1)).withFaults(1, seedOf(InjectedFault.FAILED, "PUT")));
        put(BODY);

        assertThat(put(BODY).statusCode()).isEqualTo(429);
        assertThat(sandbox.statistics().faultsInjected()).isOne();
    }

    @Test
    void tokensDoNotFail() throws Exception {
        restartWith(InjectedFault.FAILED, "GET");

        assertThat(send(request("/" + environment + "/as/jwks").GET()).statusCode())
                .isEqualTo(200);
        assertThat(sandbox.statistics().faultsInjected()).isZero();
    }

    private void restartWith(InjectedFault first, String method) throws Exception {
        restart(OPTIONS.withFaults(1, seedOf(first, method)));
    }

    /** A seed with which the first call meets the fault. */
    private long seedOf(InjectedFault fault, String method) {
        for (long seed = 0; seed < 10_000; seed++) {
            if (injector(1, seed).draw(method).equals(Optional.of(fault))) {
                return seed;
            }
        }
        throw new AssertionError("no seed for " + fault);
    }

    private Set<InjectedFault> drawn(String method, double share, int calls) {
        FaultInjector injector = injector(share, 1);
        Set<InjectedFault> drawn = EnumSet.noneOf(InjectedFault.class);
        for (int i = 0; i < calls; i++) {
            injector.draw(method).ifPresent(drawn::add);
        }
        return drawn;
    }

    private List<Optional<InjectedFault>> sequence(long seed) {
        FaultInjector injector = injector(0.5, seed);
        List<Optional<InjectedFault>> sequence = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sequence.add(injector.draw("PUT"));
        }
        return sequence;
    }

    private FaultInjector injector(double share, long seed) {
        return new FaultInjector(vertx, OPTIONS.withFaults(share, seed), new CallCounters());
    }

    /** What comes before the connection closes. */
    private String rawGet() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sandbox.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET " + settingsPath(environment)
                                    + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer any\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
