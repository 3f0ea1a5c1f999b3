package io.deliverysettings.adapter.http;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.deliverysettings.application.fault.PortFault;
import io.deliverysettings.application.fault.PortFault.Effect;
import io.deliverysettings.application.outcome.ChangeOutcome;
import io.deliverysettings.application.outcome.ChangeOutcome.NumberRefused;
import io.deliverysettings.application.outcome.ChangeOutcome.SelectionFailed;
import io.deliverysettings.application.port.in.AcceptChangeUseCase;
import io.deliverysettings.application.port.in.ReadWhatsAppUseCase;
import io.deliverysettings.domain.history.Outcome;
import io.deliverysettings.domain.number.SelectionOutcome;
import io.deliverysettings.domain.platform.PlatformRefusal;
import io.deliverysettings.domain.validation.Violation;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One test a row: what provokes it over HTTP, and that it is answered as the table says. */
class ErrorTableTest {

    private interface Provoker {
        Answer provoke(Gateway gateway) throws Exception;
    }

    /** The code and message of a row where PingOne's own words are handed on instead. */
    private static final String PINGONE = "CODE_OF_PINGONE";

    private static final Map<ErrorTable, Provoker> PROVOKERS = new EnumMap<>(Map.ofEntries(
            entry(ErrorTable.MALFORMED, gateway -> gateway.put("{")),
            entry(ErrorTable.INVALID, gateway -> gateway.put("{}")),
            entry(ErrorTable.NUMBER_REFUSED, gateway -> {
                Violation violation =
                        new Violation(Violation.Code.INVALID_VALUE, "numbers[0].numberId", "It is not available.");
                gateway.configure.answers(new NumberRefused(
                        Samples.SETTINGS, new SelectionOutcome.Refused(List.of(violation), List.of())));
                return put(gateway);
            }),
            entry(ErrorTable.SELECTION_IGNORED, gateway -> {
                gateway.configure.answers(
                        new SelectionFailed(Samples.SETTINGS, Samples.NUMBER, new SelectionFailed.Cause.Ignored()));
                return put(gateway);
            }),
            entry(
                    ErrorTable.CREDENTIALS_NEEDED,
                    change(new ChangeOutcome.CredentialsNeeded(ChangeOutcome.CredentialsNeeded.Reason.NONE_STORED))),
            entry(
                    ErrorTable.PRECONDITION_FAILED,
                    change(new ChangeOutcome.PreconditionFailed(Optional.of(Samples.REVISION)))),
            entry(ErrorTable.BUSY, change(new ChangeOutcome.Busy(Duration.ofSeconds(3)))),
            entry(ErrorTable.OVERTAKEN, change(new ChangeOutcome.Overtaken())),
            entry(ErrorTable.INTERRUPTED, change(new ChangeOutcome.Interrupted(Outcome.NOT_APPLIED, Samples.REVISION))),
            entry(ErrorTable.TOO_MANY_OPERATIONS, gateway -> {
                gateway.acceptChange.answers(new AcceptChangeUseCase.Result.Full(Duration.ofSeconds(3)));
                return gateway.send(ChangingRoute.CONFIGURE.request(gateway).header("Prefer", "respond-async"));
            }),
            entry(ErrorTable.UPSTREAM_CREDENTIALS_REFUSED, fault(PortFault.Kind.OWN_CREDENTIALS_REFUSED)),
            entry(ErrorTable.NOT_AUTHENTICATED, gateway -> gateway.send(gateway.anonymous(Samples.PATH))),
            entry(ErrorTable.FORBIDDEN, refusal(PlatformRefusal.Kind.FORBIDDEN)),
            entry(ErrorTable.NOT_FOUND, gateway -> gateway.send(gateway.request("/v1/nothing"))),
            entry(ErrorTable.METHOD_NOT_ALLOWED, gateway -> gateway.method("POST", Samples.PATH)),
            entry(ErrorTable.CONFLICT, refusal(PlatformRefusal.Kind.CONFLICT)),
            entry(ErrorTable.GONE, refusal(PlatformRefusal.Kind.GONE)),
            entry(ErrorTable.TOO_LARGE, gateway -> gateway.put(" ".repeat(64 * 1024 + 1))),
            entry(ErrorTable.URI_TOO_LONG, gateway -> gateway.raw(get("PATH?" + "x".repeat(5000), ""))),
            entry(
                    ErrorTable.UNSUPPORTED_MEDIA_TYPE,
                    gateway -> gateway.send(gateway.request(Samples.PATH)
                            .header("Content-Type", "text/plain")
                            .PUT(BodyPublishers.ofString("{}")))),
            entry(
                    ErrorTable.EXPECTATION_FAILED,
                    gateway -> gateway.raw("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n"
                            + "Content-Type: application/json\r\nExpect: miracles\r\nContent-Length: 2\r\n\r\n{}")),
            entry(ErrorTable.UNPROCESSABLE, refusal(PlatformRefusal.Kind.UNPROCESSABLE)),
            entry(ErrorTable.HEADERS_TOO_LARGE, gateway -> gateway.raw(get("PATH", "X: " + "x".repeat(20_000)))),
            entry(
                    ErrorTable.REQUEST_TIMEOUT,
                    gateway ->
                            gateway.raw("PUT PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\nJSON\r\nContent-Length: 2\r\n\r\n{")),
            entry(ErrorTable.TOO_MANY_REQUESTS, gateway -> {
                gateway.get();
                return gateway.get();
            }),
            entry(ErrorTable.TOO_MANY_AT_ONCE, ErrorTableTest::whileAnotherIsUnderWay),
            entry(ErrorTable.OVERLOADED, ErrorTableTest::whileAnotherIsUnderWay),
            entry(
                    ErrorTable.HTTP_VERSION_NOT_SUPPORTED,
                    gateway -> gateway.raw("GET PATH HTTP/9.9\r\nHost: a\r\nAUTH\r\n\r\n")),
            entry(ErrorTable.THROTTLED, fault(PortFault.Kind.THROTTLED)),
            entry(ErrorTable.UNEXPECTED, gateway -> {
                gateway.read.fails(new IllegalStateException("a bug"));
                return gateway.get();
            }),
            entry(ErrorTable.UPSTREAM_FAILED, fault(PortFault.Kind.FAILED)),
            entry(ErrorTable.UPSTREAM_UNREADABLE, fault(PortFault.Kind.UNREADABLE)),
            entry(ErrorTable.UPSTREAM_UNAVAILABLE, fault(PortFault.Kind.UNAVAILABLE)),
            entry(ErrorTable.STORE_UNAVAILABLE, fault(PortFault.Kind.STORE_UNAVAILABLE)),
            entry(ErrorTable.AUDIT_UNAVAILABLE, fault(PortFault.Kind.AUDIT_UNAVAILABLE)),
            entry(ErrorTable.UPSTREAM_TIMEOUT, fault(PortFault.Kind.TIMEOUT))));

    @ParameterizedTest
    @EnumSource(ErrorTable.class)
    void everyRowIsAnsweredAsTheTableSays(ErrorTable row) throws Exception {
        Provoker provoker = Optional.ofNullable(PROVOKERS.get(row))
                .orElseThrow(() -> new AssertionError("nothing here provokes " + row + ": add what does"));
        try (Gateway gateway = Gateway.start(Limits.gatewayOptions(limitsFor(row)))) {
            Answer answer = provoker.provoke(gateway);

            boolean saidByPingOne = answer.body().contains(PINGONE);
            answer.isErrorWith(row.status(), saidByPingOne ? PINGONE : row.code());
            assertThat(answer.message()).startsWith(saidByPingOne ? Samples.WORDS.message() : row.message());
            assertThat(answer.header("WWW-Authenticate"))
                    .isEqualTo(row == ErrorTable.NOT_AUTHENTICATED ? Optional.of("Bearer") : Optional.empty());
            assertThat(answer.header("Allow"))
                    .isEqualTo(
                            row == ErrorTable.METHOD_NOT_ALLOWED
                                    ? Optional.of("DELETE, GET, HEAD, OPTIONS, PUT")
                                    : Optional.empty());
            assertThat(answer.header("Content-Length"))
                    .contains(String.valueOf(answer.body().length()));
        }
    }

    /** Such that what is to be refused is. */
    private static HttpLimitsOptions limitsFor(ErrorTable row) {
        return switch (row) {
            case REQUEST_TIMEOUT -> Limits.body(Duration.ofMillis(100));
            case TOO_MANY_REQUESTS -> Limits.perMinutePerCaller(1);
            case TOO_MANY_AT_ONCE -> Limits.inFlightPerCaller(1);
            case OVERLOADED -> Limits.inFlight(1);
            default -> HttpLimitsOptions.defaults();
        };
    }

    private static Answer whileAnotherIsUnderWay(Gateway gateway) throws Exception {
        CompletableFuture<ReadWhatsAppUseCase.Result> pending = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        gateway.read.does(query -> {
            asked.countDown();
            return pending;
        });
        try (Socket underWay = gateway.connect()) {
            Gateway.write(underWay, Gateway.fill("GET PATH HTTP/1.1\r\nHost: a\r\nAUTH\r\n\r\n"));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            return gateway.get();
        }
    }

    @ParameterizedTest
    @EnumSource(PlatformRefusal.Kind.class)
    void everyKindOfRefusalHasPingOnesWordsAndAStatusOfItsClass(PlatformRefusal.Kind kind) throws Exception {
        try (Gateway gateway = Gateway.start()) {
            Answer answer = refusal(kind).provoke(gateway);

            answer.isErrorWith(ErrorTable.of(kind).status(), PINGONE);
            assertThat(answer.status()).isBetween(400, 499);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, 504",
        "UNAVAILABLE, 503",
        "THROTTLED, 429",
        "CREDENTIALS_REFUSED, 401",
        "OWN_CREDENTIALS_REFUSED, 502",
        "UNREADABLE, 502",
        "FAILED, 500",
        "STORE_UNAVAILABLE, 503",
        "AUDIT_UNAVAILABLE, 503"
    })
    void everyKindOfFaultHasItsStatus(PortFault.Kind kind, int status) {
        assertThat(ErrorTable.of(kind).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID, 400",
        "FORBIDDEN, 403",
        "NOT_FOUND, 404",
        "OPERATION_NOT_SUPPORTED, 405",
        "CONFLICT, 409",
        "GONE, 410",
        "MEDIA_TYPE_NOT_SUPPORTED, 415",
        "UNPROCESSABLE, 422"
    })
    void everyKindOfRefusalHasItsStatus(PlatformRefusal.Kind kind, int status) {
        assertThat(ErrorTable.of(kind).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "404", "405", "413", "414", "415", "417", "431"})
    void aStatusThatVertxDecidesOnKeepsItsNumber(int status) {
        assertThat(ErrorTable.ofStatus(status).status()).isEqualTo(status);
    }

    @Test
    void aBodyThatBreaksOffIsTheCallersFaultAlthoughVertxCallsItASuccess() {
        assertThat(ErrorTable.ofStatus(200)).isEqualTo(ErrorTable.MALFORMED);
    }

    @Test
    void aStatusThatIsNotInTheTableIsUnexpected() {
        assertThat(ErrorTable.ofStatus(-1)).isEqualTo(ErrorTable.UNEXPECTED);
        assertThat(ErrorTable.ofStatus(418)).isEqualTo(ErrorTable.UNEXPECTED);
        assertThat(ErrorTable.ofStatus(500)).isEqualTo(ErrorTable.UNEXPECTED);
    }

    private static Answer put(Gateway gateway) throws Exception {
        return gateway.put(Samples.body().toString());
    }

    private static String get(String target, String header) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\nAUTH\r\nConnection: close\r\n" + header + "\r\n\r\n";
    }

    private static Provoker refusal(PlatformRefusal.Kind kind) {
        return gateway -> {
            gateway.read.answers(new ReadWhatsAppUseCase.Result.PlatformRefused(Samples.refusal(kind)));
            return gateway.get();
        };
    }

    private static Provoker change(ChangeOutcome outcome) {
        return gateway -> {
            gateway.configure.answers(outcome);
            return put(gateway);
        };
    }

    private static Provoker fault(PortFault.Kind kind) {
        return gateway -> {
            gateway.read.fails(new PortFault(kind, Effect.NONE));
            return gateway.get();
        };
    }
}
